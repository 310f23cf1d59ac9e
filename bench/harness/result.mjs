// A line of the report: one measure of two sides, held against its target.

/** Units by measure; the first two read "the less the better". */
const UNITS = {
  time: "ms",
  p95: "ms (p95)",
  memory: "MB",
  rate: "requests/s",
  links: "links/s",
  size: "KB",
  score: "points",
  shift: "CLS",
};

/**
 * @param ratio.sides what `compare` gave
 * @param target `{ atMost }` or `{ atLeast }`, ours divided by the peer's; none for a line that only informs
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
    ...(target === undefined ? {} : { target, met: holds(value, target) }),
    steady: sides.steady,
    ...(note === undefined ? {} : { note }),
  };
}

/** As `ratio`, where the target is what ours may have more than the peer's, or must not have less. */
export function difference(line) {
  const { ratio: _, ...measured } = ratio(line);
  // Of decimals: 0.73 is not less than 0.76 by more than 0.03.
  const more = Number((measured.ours.median - measured.peer.median).toFixed(6));
  return { ...measured, difference: more, met: holds(more, line.target) };
}

/** A line about a limit that stands for itself, in the measure's unit. */
export function limit({ work, measure, side, target, note }) {
  const ours = side[measure];
  return {
    work,
    measure,
    unit: UNITS[measure],
    ours,
    target,
    met: holds(ours.median, target),
    ...(note === undefined ? {} : { note }),
  };
}

/** A target that could not be held against its peer; it counts as missed. With a `measure` it is one for a difference. */
export function withoutPeer({ work, against, target, why, measure }) {
  const asDifference = measure === undefined ? {} : { difference: null, unit: UNITS[measure] };
  return { work, against, target, met: false, missing: why, ...asDifference };
}

function holds(value, { atMost, atLeast }) {
  return atMost === undefined ? value >= atLeast : value <= atMost;
}
