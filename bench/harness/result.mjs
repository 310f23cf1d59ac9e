// A line of the report: one measure of two sides, held against its target.

/** Units by measure; the first two read "the less the better". */
const UNITS = { time: "ms", p95: "ms (p95)", memory: "MB", rate: "requests/s", size: "KB", score: "points" };

/**
 * @param ratio.sides what `compare` gave
 * @param target `{ atMost }` or `{ atLeast }`, ours divided by the peer's
 */
export function ratio({ work, against, measure, sides, target, note }) {
  const [ours, peer] = [sides.ours[measure], sides.peer[measure]];
  const value = ours.median / peer.median;
  return {
    work,
    against,
    measure,
    unit: UNITS[measure],
    ours,
    peer,
    ratio: value,
    target,
    met: target.atMost === undefined ? value >= target.atLeast : value <= target.atMost,
    steady: sides.steady,
    ...(note === undefined ? {} : { note }),
  };
}

/** A line about a limit that stands for itself, in the measure's unit. */
export function limit({ work, measure, side, target, note }) {
  const ours = side[measure];
  const met = target.atMost === undefined ? ours.median >= target.atLeast : ours.median <= target.atMost;
  return { work, measure, unit: UNITS[measure], ours, target, met, ...(note === undefined ? {} : { note }) };
}

/** A target that could not be held against its peer; it counts as missed. */
export function withoutPeer({ work, against, target, why }) {
  return { work, against, target, met: false, missing: why };
}
