import { cookiesAfter } from "../setup/cookies";

type Call = {
  readonly method?: "GET" | "POST" | "DELETE";
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
};

/** Somebody's browser: it has cookies, and comes from Kenshin's own pages whatever instance it is sent to. */
export class Browser {
  readonly origin: string;
  cookie: string;

  constructor(origin: string, cookie = "") {
    this.origin = origin;
    this.cookie = cookie;
  }

  /** Asks one address of the cluster: nginx, or an instance by itself. */
  async ask(address: string, path: string, { method = "GET", body, headers = {} }: Call = {}): Promise<Answer> {
    const json = body === undefined || body instanceof Uint8Array || body instanceof URLSearchParams ? null : body;
    const response = await fetch(`${address}${path}`, {
      method,
      redirect: "manual",
      headers: {
        ...(method === "GET" ? {} : { origin: this.origin }),
        ...(this.cookie === "" ? {} : { cookie: this.cookie }),
        ...(json === null ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: json === null ? (body as BodyInit) : JSON.stringify(json) }),
    });
    this.cookie = cookiesAfter(response, this.cookie);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
  }

  /** Signs in at one address, as the login page does. The status: 200 in, 401 refused. */
  async signIn(
    address: string,
    kind: "owner" | "operator",
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<number> {
    const body = new URLSearchParams({ ...(await this.csrf(address)), ...fields, callbackUrl: "/", json: "true" });
    return (await this.ask(address, `/api/auth/callback/${kind}`, { method: "POST", body, headers })).status;
  }

  async signOut(address: string): Promise<void> {
    const body = new URLSearchParams({ ...(await this.csrf(address)), json: "true" });
    await this.ask(address, "/api/auth/signout", { method: "POST", body });
  }

  private async csrf(address: string): Promise<{ csrfToken: string }> {
    return (await this.ask(address, "/api/auth/csrf")).body as { csrfToken: string };
  }
}
