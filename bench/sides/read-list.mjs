// Reads a list of any form to its last row, everything in it, and prints how many people it names and a hash over them.
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { listInFile } from "../../lib/server/imports/reading/list-source.ts";
import { openList } from "../../lib/server/imports/reading/open-list.ts";

const [file] = process.argv.slice(2);
const list = await openList(listInFile(file, { size: statSync(file).size, fileName: file }));
const hash = createHash("sha256");
let people = 0;
for await (const batch of list.rows()) {
  let text = "";
  for (const row of batch) {
    if (row.kind === "rejected") continue;
    people++;
    text += `${row.name}\t${row.email}\t${row.permissions.join("、")}\t${row.registeredOn}\n`;
  }
  hash.update(text);
}
console.log(JSON.stringify({ people, hash: hash.digest("hex") }));
