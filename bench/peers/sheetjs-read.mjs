// The same workbook read by SheetJS: people with an address, and a hash over them.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { read, utils } from "xlsx";

const [file] = process.argv.slice(2);
const workbook = read(readFileSync(file));
const [, ...rows] = utils.sheet_to_json(workbook.Sheets[workbook.SheetNames[0]], { header: 1, defval: "" });
const people = rows.filter(([, email]) => email.includes("@"));
const hash = createHash("sha256");
for (const [name, email, permissions, day] of people) {
  hash.update(`${name}\t${email}\t${permissions}\t${day.replaceAll("/", "-")}\n`);
}
console.log(JSON.stringify({ people: people.length, hash: hash.digest("hex") }));
