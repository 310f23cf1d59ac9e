/** The cookies of an answer as a `Cookie` header, on top of those sent; what the answer deletes is left out. */
export function cookiesAfter(response: Response, sent = ""): string {
  const jar = new Map(sent.split("; ").flatMap((pair) => (pair ? [splitPair(pair)] : [])));
  for (const line of response.headers.getSetCookie()) {
    const [name, value] = splitPair(line.split(";")[0] ?? "");
    if (value === "") jar.delete(name);
    else jar.set(name, value);
  }
  return [...jar].map((pair) => pair.join("=")).join("; ");
}

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf("=");
  return [pair.slice(0, at), pair.slice(at + 1)];
}
