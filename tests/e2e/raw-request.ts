import { request } from "node:http";
import { env } from "@/lib/env";

type RawRequest = {
  /** The server under test, unless said otherwise. */
  readonly origin?: string;
  readonly method?: string;
  /** As it goes over the wire: neither decoded nor made safe, as browsers and `fetch` would. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type RawAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly bytes: Buffer;
};

/** Sends what no browser would send, such as another site's `Host`. Follows nothing. */
export function sendRaw({ origin, method = "GET", path, headers = {}, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin ?? env().KENSHIN_URL);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text: bytes.toString("utf8"), bytes });
    });
    sent.once("error", reject).end(body);
  });
}

/** The same with a JSON body from our own origin. */
export function postJson(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return sendRaw({
    ...{ method: "POST", path, body: JSON.stringify(body) },
    headers: { origin: env().KENSHIN_URL, "content-type": "application/json", ...headers },
  });
}
