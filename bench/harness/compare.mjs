/** Rounds that count; every side runs once before, so that files and pages are as warm for one as for another. */
const ROUNDS = 5;
/** A peer that moves more than this between its fastest and slowest round says that the machine was busy. */
const STEADY = 0.25;
const TRIES = 2;

/**
 * Runs two sides in turn on the same work and gives what each measured. A side is a function that answers
 * `{ measure: number, … }`; both answer the same measures. The rounds are repeated while the peer itself is unsteady, and
 * the steadiest try is kept.
 */
export async function compare({ ours, peer }, options) {
  const { pair } = await compareAll({ ours, peer }, { pair: { ours: "ours", peer: "peer" } }, options);
  return pair;
}

/**
 * The same for several pairs that share their sides, so that one round of a side serves every pair it is part of.
 * @param sides functions by name; what they answer may hold more than measures
 * @param pairs `{ ours, peer }` by name, each the name of a side, or `[name, pick]` where `pick` makes measures of its answer
 * @param check is given the answers of the warm-up by name, before anything is timed
 */
export async function compareAll(sides, pairs, { check = () => {}, rounds = ROUNDS } = {}) {
  const warm = {};
  for (const [name, side] of Object.entries(sides)) warm[name] = await side();
  await check(warm);
  const best = {};
  let open = Object.keys(pairs);
  for (let attempt = 1; attempt <= TRIES && open.length > 0; attempt++) {
    const taking = open.flatMap((pair) => Object.values(pairs[pair]).map(nameOf));
    const asked = Object.entries(sides).filter(([name]) => taking.includes(name));
    const samples = await interleave(asked, rounds);
    for (const pair of open) {
      const tried = summarizePair(pairs[pair], samples);
      if (best[pair] === undefined || tried.peerSpread < best[pair].peerSpread) best[pair] = tried;
    }
    open = open.filter((pair) => !best[pair].steady);
  }
  return best;
}

async function interleave(sides, rounds) {
  const samples = Object.fromEntries(sides.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // Who goes first changes, so that nobody always finds what the same other left in the caches.
    const order = round % 2 === 0 ? sides : sides.toReversed();
    for (const [name, side] of order) samples[name].push(await side());
  }
  return samples;
}

function summarizePair({ ours, peer }, samples) {
  const summary = (side) => summarize(samples[nameOf(side)].map(Array.isArray(side) ? side[1] : (answer) => answer));
  const [mine, theirs] = [summary(ours), summary(peer)];
  const first = Object.values(theirs)[0];
  const peerSpread = (first.max - first.min) / first.median;
  return { ours: mine, peer: theirs, peerSpread, steady: peerSpread <= STEADY };
}

function nameOf(side) {
  return Array.isArray(side) ? side[0] : side;
}

/** Median, least and most of every measure. */
export function summarize(samples) {
  const measures = Object.keys(samples[0]);
  return Object.fromEntries(
    measures.map((measure) => {
      const values = samples.map((sample) => sample[measure]).sort((one, other) => one - other);
      return [measure, { median: percentile(values, 0.5), min: values[0], max: values.at(-1) }];
    }),
  );
}

/** The value below which that share of the sorted values lies. */
export function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Milliseconds that `work` takes. */
export async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
