import { describe, expect, it } from "vitest";
import { parseEnv, SettingsError } from "./env";

const complete = {
  DATABASE_URL: "postgresql://kenshin:pw@db.example.jp:5432/kenshin",
  KENSHIN_SECRET: "0123456789abcdef0123456789abcdef",
};

function faultOf(source: Record<string, string | undefined>): string {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return "no fault";
}

describe("settings", () => {
  it("S55: are refused with the name of the one that is missing", () => {
    expect(faultOf({ ...complete, KENSHIN_SECRET: undefined })).toContain("KENSHIN_SECRET is not set");
    expect(faultOf({ ...complete, DATABASE_URL: "" })).toContain("DATABASE_URL is not set");
  });

  it.each([
    ["PORT", "seventy"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["KENSHIN_SECRET", "short"],
    ["KENSHIN_URL", "kenshin.example.jp"],
    ["KENSHIN_URL", "https://kenshin.example.jp/console"],
    ["KENSHIN_URL", "ftp://kenshin.example.jp"],
    ["KENSHIN_TRUSTED_PROXIES", "-1"],
    ["DATABASE_URL", "mysql://root@localhost/kenshin"],
    ["DATABASE_POOL", "many"],
    ["SMTP_URL", "mail.example.jp:587"],
    ["MAIL_FROM", "kenshin"],
    ["MAIL_FROM", "Kenshin <kenshin@example.jp>\r\nBcc: all@example.jp"],
    ["LOG_LEVEL", "loud"],
  ])("S55: name %s when it is %j, on one line and without the secret", (name, value) => {
    const fault = faultOf({ ...complete, [name]: value });
    expect(fault).toContain(`${name}: `);
    expect(fault).not.toContain("\n");
    expect(fault).not.toContain(complete.KENSHIN_SECRET);
    expect(fault).not.toContain("kenshin:pw");
  });

  it("S55: ask for a sender together with a mail server", () => {
    expect(faultOf({ ...complete, SMTP_URL: "smtp://127.0.0.1:2525" })).toContain("MAIL_FROM is not set");
    const mail = { SMTP_URL: "smtps://user:pw@mail.example.jp:465", MAIL_FROM: "健診 <kenshin@example.jp>" };
    expect(parseEnv({ ...complete, ...mail })).toMatchObject(mail);
  });

  it("name every fault at once", () => {
    expect(faultOf({ PORT: "x" })).toMatch(/PORT: .*KENSHIN_SECRET is not set.*DATABASE_URL is not set/);
  });

  it("take the address from PORT unless KENSHIN_URL says another one, never from HOST", () => {
    expect(parseEnv({ ...complete, PORT: "8080", HOST: "0.0.0.0" }).KENSHIN_URL).toBe("http://127.0.0.1:8080");
    expect(parseEnv({ ...complete, KENSHIN_URL: "https://kenshin.example.jp/" }).KENSHIN_URL).toBe(
      "https://kenshin.example.jp",
    );
  });

  it("have defaults that work on one machine", () => {
    expect(parseEnv(complete)).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      KENSHIN_TRUSTED_PROXIES: 0,
      LOG_LEVEL: "info",
    });
  });
});
