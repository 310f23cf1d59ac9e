import { unstable_doesMiddlewareMatch as isMatched } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ASKED_ADDRESS } from "@/lib/asked-address";
import { config } from "@/proxy";

const passes = (path: string) => isMatched({ config, nextConfig: {}, url: `http://kenshin.test${path}` });

/** The headers of a page as a browser gets them when people open Kenshin at `address`. */
async function headersOf(path: string, address = "http://kenshin.test", sent: HeadersInit = {}): Promise<Headers> {
  vi.resetModules();
  vi.stubEnv("KENSHIN_URL", address);
  vi.stubEnv("KENSHIN_SECRET", "0123456789abcdef0123456789abcdef");
  vi.stubEnv("DATABASE_URL", "postgresql://kenshin@127.0.0.1/kenshin");
  const { proxy } = await import("@/proxy");
  return proxy(new NextRequest(`${address}${path}`, { headers: sent })).headers;
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

describe("the proxy", () => {
  it("S33: never stands before an uploaded list, because Next cuts the bodies it sees there", () => {
    expect(passes("/api/v1/accounts/Ab12/imports")).toBe(false);
    expect(passes("/api/v1/accounts/Ab12/imports?complete=true")).toBe(false);
  });

  it.each(["/", "/login", "/accounts/Ab12/imports", "/operator/Ab12/login", "/apis"])(
    "S56: sets the headers of %s",
    (path) => {
      expect(passes(path)).toBe(true);
    },
  );

  it("S56: lets run only what carries the nonce of this one answer, nobody frame it, and nothing keep it", async () => {
    const [one, other] = [await headersOf("/accounts"), await headersOf("/accounts")];
    const policy = one.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'(;|$)/);
    expect(policy).not.toContain("unsafe-eval");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(other.get("content-security-policy")).not.toBe(policy);
    expect(one.get("cache-control")).toBe("no-store");
    expect(one.get("x-content-type-options")).toBe("nosniff");
  });

  it("S19: tells the page its own address, whatever a request claims it to be", async () => {
    const claimed = { [ASKED_ADDRESS]: "//evil.example/" };
    const headers = await headersOf("/accounts/Ab12?query=%E4%BD%90", "http://kenshin.test", claimed);
    // Next hands a page the headers that the proxy names this way.
    expect(headers.get(`x-middleware-request-${ASKED_ADDRESS}`)).toBe("/accounts/Ab12?query=%E4%BD%90");
  });

  it("S56: gives no address away that holds a one-time code", async () => {
    const carrying = ["/setup/code", "/operator/Ab12/reset-password/token"];
    for (const path of carrying) expect((await headersOf(path)).get("referrer-policy")).toBe("no-referrer");
  });
});
