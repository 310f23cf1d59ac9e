/** The rows from one to another in the order they stand in, whichever is first; only the second if the first is gone. */
export function idsBetween(ids: readonly string[], from: string | null, to: string): readonly string[] {
  const places = [from === null ? -1 : ids.indexOf(from), ids.indexOf(to)];
  if (places.includes(-1)) return [to];
  return ids.slice(Math.min(...places), Math.max(...places) + 1);
}

/** The selection with some rows ticked, or no longer; those on other pages stay as they are. */
export function withTicked(
  selected: ReadonlySet<string>,
  ids: readonly string[],
  ticked: boolean,
): ReadonlySet<string> {
  const next = new Set(selected);
  for (const id of ids) {
    if (ticked) next.add(id);
    else next.delete(id);
  }
  return next;
}
