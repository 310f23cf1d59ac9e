import { describe, expect, it } from "vitest";
import { clientNetwork, isPlace } from "./client-network";

describe("S14: the network of a client", () => {
  it.each([
    ["203.0.113.77", "203.0.113.0/24"],
    ["::ffff:203.0.113.77", "203.0.113.0/24"],
    ["2001:db8:12:34::1", "2001:db8:12:34::/64"],
    ["2001:db8:12:34:ffff:ffff:ffff:ffff", "2001:db8:12:34::/64"],
    ["2001:0DB8:0000:0001:0:0:0:1", "2001:db8:0:1::/64"],
    ["2001:db8:10::1", "2001:db8:10::/64"],
    ["::1", "::/64"],
    ["fe80::1%eth0", "fe80::/64"],
    ["", null],
    ["not an address", null],
    ["203.0.113", null],
  ])("%s is kept as %s", (peer, network) => {
    expect(clientNetwork({ "x-kenshin-peer": peer }, 0)).toBe(network);
  });

  it("is not taken from X-Forwarded-For where no proxy is trusted", () => {
    const headers = { "x-forwarded-for": "198.51.100.7", "x-kenshin-peer": "203.0.113.77" };
    expect(clientNetwork(headers, 0)).toBe("203.0.113.0/24");
  });

  it("behind proxies is the one that the outermost trusted proxy saw, whatever a client wrote before it", () => {
    const headers = { "x-forwarded-for": "192.0.2.1, 198.51.100.7, 203.0.113.77", "x-kenshin-peer": "127.0.0.1" };
    expect(clientNetwork(headers, 1)).toBe("203.0.113.0/24");
    expect(clientNetwork(headers, 2)).toBe("198.51.100.0/24");
    expect(clientNetwork(headers, 4)).toBeNull();
    expect(clientNetwork({ "x-kenshin-peer": "127.0.0.1" }, 1)).toBeNull();
  });

  it.each([
    ["203.0.113.77", true],
    ["2001:db8::1", true],
    ["127.0.0.1", false],
    ["::ffff:127.0.0.1", false],
    ["::1", false],
    ["", false],
  ])("of %s tells where somebody is: %s", (peer, told) => {
    expect(isPlace(clientNetwork({ "x-kenshin-peer": peer }, 0))).toBe(told);
  });
});
