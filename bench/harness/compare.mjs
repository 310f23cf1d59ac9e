/** Rounds that count; both sides run once before, so that files and pages are as warm for one as for the other. */
const ROUNDS = 5;
/** A peer that moves more than this between its fastest and slowest round says that the machine was busy. */
const STEADY = 0.25;
const TRIES = 3;

/**
 * Runs two sides in turn on the same work and gives what each measured. A side is a function that answers
 * `{ measure: number, … }`; both answer the same measures. The rounds are repeated while the peer itself is unsteady, and
 * the steadiest try is kept.
 */
export async function compare({ ours, peer }, { rounds = ROUNDS } = {}) {
  await ours();
  await peer();
  let best = null;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const tried = await interleave({ ours, peer }, rounds);
    if (best === null || tried.peerSpread < best.peerSpread) best = tried;
    if (best.peerSpread <= STEADY) break;
  }
  return { ...best, steady: best.peerSpread <= STEADY };
}

async function interleave({ ours, peer }, rounds) {
  const measured = { ours: [], peer: [] };
  for (let round = 0; round < rounds; round++) {
    // Who goes first changes, so that neither always finds what the other left in the caches.
    const order = round % 2 === 0 ? ["ours", "peer"] : ["peer", "ours"];
    for (const side of order) measured[side].push(await (side === "ours" ? ours() : peer()));
  }
  const sides = { ours: summarize(measured.ours), peer: summarize(measured.peer) };
  const first = Object.values(sides.peer)[0];
  return { ...sides, peerSpread: (first.max - first.min) / first.median };
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
