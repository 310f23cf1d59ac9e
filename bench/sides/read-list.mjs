// Reads a list of any form to its last row, everything in it, and prints how many people it names and how many characters
// are known of them; with --hash a hash over them instead.
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { listInFile } from "../../lib/server/imports/reading/list-source.ts";
import { openList } from "../../lib/server/imports/reading/open-list.ts";

const [file, wanted] = process.argv.slice(2);
const list = await openList(listInFile(file, { size: statSync(file).size, fileName: file }));
const hash = wanted === "--hash" ? createHash("sha256") : null;
let people = 0;
let characters = 0;
for await (const batch of list.rows()) {
  for (const row of batch) {
    if (row.kind === "rejected") continue;
    const permissions = row.permissions.join("、");
    people++;
    characters += row.name.length + row.email.length + permissions.length + row.registeredOn.length;
    hash?.update(`${row.name}\t${row.email}\t${permissions}\t${row.registeredOn}\n`);
  }
}
console.log(JSON.stringify({ people, characters, hash: hash?.digest("hex") }));
