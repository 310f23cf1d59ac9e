// node bench/run.mjs growth: the same pages at a thousand to a million operators, and at one to a hundred thousand contracts,
// drawn as one chart in docs/images/growth.svg. `--rows` is the most operators.
import { writeFileSync } from "node:fs";
import { withApps } from "./harness/app.mjs";
import { drawChart } from "./harness/chart.mjs";
import { withDatabases } from "./harness/database.mjs";
import { latency } from "./harness/load.mjs";
import { projectRoot } from "./harness/place.mjs";
import { accountCodeOf } from "./harness/seed.mjs";

const PAGES = {
  "check-up sheet": (code) => `/accounts/${code}`,
  "operators page": (code) => `/accounts/${code}/operators`,
  "duplicates page": (code) => `/accounts/${code}/duplicate-emails`,
  "operators, JSON": (code) => `/api/v1/accounts/${code}/operators?limit=50&sort=name`,
  "search, JSON": (code) => `/api/v1/accounts/${code}/operators?limit=50&sort=name&query=op77.`,
};
/** Operators of each contract where there are many. */
const SIZE = 10;

/** The points of the chart: `{ panel, page, size, ms }`. */
export async function run({ rows }) {
  const sizes = [1_000, 10_000, 100_000, 1_000_000].filter((size) => size <= rows);
  const crowds = [1, 1_000, 100_000].filter((contracts) => contracts * SIZE <= rows);
  const points = await withDatabases(async ({ seeded }) => [
    ...(await measure("operators of one contract", sizes, (size) => seeded([size, size / 10]))),
    ...(await measure("contracts of ten operators", crowds, (count) =>
      seeded(Array.from({ length: count }, () => SIZE)),
    )),
  ]);
  writeFileSync(`${projectRoot}docs/images/growth.svg`, drawChart(points));
  return points;
}

async function measure(panel, sizes, database) {
  const points = [];
  for (const size of sizes) {
    await withApps([await database(size)], async ([app]) => {
      for (const [page, pathOf] of Object.entries(PAGES)) {
        const url = `${app.address}${pathOf(accountCodeOf(0))}`;
        await latency(url, { ...app, times: 5 });
        const { time } = await latency(url, { ...app, times: 30 });
        points.push({ panel, page, size, ms: time });
      }
    });
  }
  return points;
}
