import { unstable_doesMiddlewareMatch as isMatched } from "next/experimental/testing/server";
import { describe, expect, it } from "vitest";
import { config } from "@/proxy";

const passes = (path: string) => isMatched({ config, nextConfig: {}, url: `http://kenshin.test${path}` });

describe("the proxy", () => {
  it("S33: never stands before an uploaded list, because Next cuts the bodies it sees there", () => {
    expect(passes("/api/v1/accounts/Ab12/imports")).toBe(false);
    expect(passes("/api/v1/accounts/Ab12/imports?complete=true")).toBe(false);
  });

  it.each([
    "/accounts/Ab12/imports",
    "/api/v1/accounts/Ab12/imports/0199/confirm",
    "/api/v1/accounts/imports",
    "/api/v1/accounts/Ab12/operators",
  ])("S56: sets the headers of %s", (path) => {
    expect(passes(path)).toBe(true);
  });
});
