import assert from "node:assert/strict";
import { withApps } from "./harness/app.mjs";
import { compare, summarize } from "./harness/compare.mjs";
import { withDatabases } from "./harness/database.mjs";
import { difference, limit, ratio, withoutPeer } from "./harness/result.mjs";
import { accountCodeOf } from "./harness/seed.mjs";
import { webPeer } from "./peers/web-peers.mjs";

/** The work is a browser's, so the list is of one size whatever else is measured with. */
const OPERATORS = 100_000;
const PAGE = 50;
/** Fewer than elsewhere: a run takes half a minute, and bytes do not move. */
const ROUNDS = 3;
const EMPTY = "Next's empty page";
const OVERVIEW_STEPS = [
  { tap: "::-p-aria([name='契約アカウントを追加'][role='button'])" },
  { tap: "[role='dialog'] input", type: "abc" },
  { key: "Escape" },
];
const ADD_STEPS = [
  { tap: "::-p-aria([name='追加'][role='button'])" },
  { tap: "[role='dialog'] input", type: "abc" },
  { key: "Escape" },
];
const OPERATORS_STEPS = [
  { tap: "input[type='search']", type: "op42" },
  { tap: "tbody [role='checkbox'], tbody input[type='checkbox']" },
  ...ADD_STEPS,
];

/** P12: the pages that owners see most, on a slow telephone, signed in: all contracts, the check-up sheet of one, its operators. */
export async function run({ rows, full }) {
  return withDatabases(async (databases) => {
    const asked = { full, databases, rows };
    const lighthouse = await webPeer("lighthouse", asked);
    if (lighthouse.missing !== undefined) return [withoutLighthouse(lighthouse.missing)];
    const url = await databases.seeded([OPERATORS, 0]);
    return withApps([url], async ([app]) => {
      const at = (path) => ({ list: `${app.address}${path}`, cookie: app.cookie });
      const pages = {
        overview: at("/accounts"),
        sheet: at(`/accounts/${accountCodeOf(0)}`),
        operators: at(`/accounts/${accountCodeOf(0)}/operators`),
        nobody: at(`/accounts/${accountCodeOf(1)}/operators`),
      };
      return [
        ...(await besideEmptyPage(lighthouse, pages, asked)),
        ...(await besidePayload(lighthouse, pages.operators, { ...asked, rows: OPERATORS })),
        ...(await atAnySize(lighthouse, pages)),
        ...(await touched(lighthouse, "overview", pages.overview, OVERVIEW_STEPS)),
        ...(await touched(lighthouse, "operators page", pages.operators, OPERATORS_STEPS)),
        ...(await touched(lighthouse, "operators page of nobody", pages.nobody, ADD_STEPS)),
      ];
    });
  });
}

function withoutLighthouse(why) {
  const work =
    "overview, check-up sheet and operators page: JavaScript over the wire, performance, layout shift, interactions";
  return withoutPeer({ work, against: EMPTY, measure: "size", target: { atMost: 40 }, why });
}

/** Script and score over those of the least page that Next makes, and no shift at all. */
async function besideEmptyPage(lighthouse, { overview, sheet, operators }, asked) {
  const empty = await webPeer("next-empty", asked);
  if (empty.missing !== undefined) return [withoutLighthouse(empty.missing)];
  try {
    const lines = [];
    for (const [name, page, people] of [
      ["overview", overview, 0],
      ["check-up sheet", sheet, 0],
      ["operators page", operators, PAGE],
    ]) {
      await assertShows(lighthouse, page, people);
      const sides = await audited(lighthouse, page, empty);
      const line = { against: EMPTY, sides };
      lines.push(
        difference({ ...line, work: `${name}: JavaScript over the wire`, measure: "size", target: { atMost: 40 } }),
        difference({ ...line, work: `${name}: performance`, measure: "score", target: { atLeast: -0.03 } }),
        limit({ work: `${name}: layout shift`, measure: "shift", side: sides.ours, target: { atMost: 0 } }),
      );
    }
    return lines;
  } finally {
    await empty.stop();
  }
}

async function besidePayload(lighthouse, operators, asked) {
  const line = {
    work: "operators page: JavaScript over the wire",
    against: "Payload's admin list",
    target: { atMost: 0.3 },
  };
  const payload = await webPeer("payload", asked);
  if (payload.missing !== undefined) return [withoutPeer({ ...line, why: payload.missing })];
  try {
    await assertShows(lighthouse, payload, PAGE);
    return [ratio({ ...line, measure: "size", sides: await audited(lighthouse, operators, payload) })];
  } finally {
    await payload.stop();
  }
}

async function atAnySize(lighthouse, { operators, nobody }) {
  const sides = await audited(lighthouse, operators, nobody);
  const line = { against: "itself with nobody in it", sides };
  return [
    difference({ ...line, work: "operators page: JavaScript over the wire", measure: "size", target: { atMost: 1 } }),
    difference({ ...line, work: "operators page: performance", measure: "score", target: { atLeast: -0.03 } }),
  ];
}

function audited(lighthouse, ours, peer) {
  const audit = (page) => async () => {
    const { size, score, shift } = await lighthouse.audit(page);
    return { size, score, shift };
  };
  return compare({ ours: audit(ours), peer: audit(peer) }, { rounds: ROUNDS });
}

/** That the page is the one meant, with so many addresses of operators on it. */
async function assertShows(lighthouse, page, people) {
  const { landedOn, text } = await lighthouse.audit(page);
  assert.equal(new URL(landedOn).pathname, new URL(page.list).pathname);
  assert.ok((text.match(/\S@\S/g) ?? []).length >= people, `${landedOn} shows: ${text.slice(0, 500)}`);
}

/** The slowest of the interactions of a visit, as INP takes it, on a processor as it is and on a slow one. */
async function touched(lighthouse, name, page, steps) {
  const lines = [];
  for (const [slowdown, atMost] of [
    [1, 100],
    [4, 200],
  ]) {
    const visits = [];
    for (let visit = 0; visit < ROUNDS; visit++) {
      const answers = await lighthouse.interactions(page, { steps, slowdown });
      visits.push({ time: Math.max(...answers.map(({ ms }) => ms)) });
    }
    lines.push(
      limit({
        work: `${name}: slowest interaction of a visit, processor slowed ${slowdown}×`,
        measure: "time",
        side: summarize(visits),
        target: { atMost },
      }),
    );
  }
  return lines;
}
