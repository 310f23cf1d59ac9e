// The same workbook read by SheetJS, with the same answers.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { read, utils } from "xlsx";

const [file, wanted] = process.argv.slice(2);
const workbook = read(readFileSync(file));
const [, ...rows] = utils.sheet_to_json(workbook.Sheets[workbook.SheetNames[0]], { header: 1, defval: "" });
const hash = wanted === "--hash" ? createHash("sha256") : null;
let people = 0;
let characters = 0;
for (const [name, email, permissions, day] of rows) {
  if (!email.includes("@")) continue;
  people++;
  characters += name.length + email.length + permissions.length + day.length;
  hash?.update(`${name}\t${email}\t${permissions}\t${day.replaceAll("/", "-")}\n`);
}
console.log(JSON.stringify({ people, characters, hash: hash?.digest("hex") }));
