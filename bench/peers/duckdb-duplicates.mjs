// The duplicate query alone in DuckDB, on two threads. `members` answers what `kenshin audit` answers: row, name and address
// of every operator whose address repeats; `counts` only how many there are.
import { DuckDBInstance } from "@duckdb/node-api";

const [query, file] = process.argv.slice(2);

const list = `
  select row_number() over () + 1 as row, "名前" as name, "メールアドレス" as email, lower(trim("メールアドレス")) as key
  from read_csv('${file.replaceAll("'", "''")}', header = true, all_varchar = true)`;
const queries = {
  members: `
    with list as (${list}),
      repeated as (select key from list where contains(key, '@') group by key having count(*) > 1)
    select row::int, name, email from list semi join repeated using (key)`,
  counts: `
    with groups as (
      select count(*) as members
      from read_csv('${file.replaceAll("'", "''")}', header = true, all_varchar = true)
      where contains("メールアドレス", '@') group by lower(trim("メールアドレス")) having count(*) > 1)
    select count(*)::int, sum(members)::int from groups`,
};

const database = await DuckDBInstance.create(":memory:", { threads: "2" });
const connection = await database.connect();
const rows = (await connection.runAndReadAll(queries[query])).getRows();
const [first] = rows;
process.stdout.write(JSON.stringify(query === "members" ? rows : { groups: first[0], operators: first[1] }));
