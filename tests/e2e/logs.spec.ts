import { closeDatabase } from "@/lib/server/db";
import { hashPassword } from "@/lib/server/password-hash";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner, signedInCookie } from "../factories/owner";
import { startSecondServer } from "../setup/second-server";
import { expect, test } from "./fixtures";
import { type RawAnswer, sendRaw } from "./raw-request";

const PASSWORD = "とてもながい合言葉をここに書きます";
const WRONG = "まちがえた合言葉をここに書きました";

test.describe.configure({ timeout: 120_000 });
test.afterAll(closeDatabase);

const cookiesOf = ({ headers }: RawAnswer) =>
  [headers["set-cookie"] ?? []]
    .flat()
    .map((line) => line.split(";")[0])
    .join("; ");

test("S10, S54: the log at its most talkative holds no token, no password and no address", async () => {
  const owner = await createOwner({ email: `${crypto.randomUUID()}@example.jp` });
  const account = await createAccount({ owner, code: crypto.randomUUID().replaceAll("-", "").slice(0, 12) });
  const email = `${crypto.randomUUID()}@example.jp`;
  const operator = await createOperator({ account, email, passwordHash: await hashPassword(PASSWORD) });
  const cookie = await signedInCookie(owner);
  const server = await startSecondServer({ logLevel: "trace" });
  const origin = server.address;
  const post = (path: string, type: string, body: string, login = "") =>
    sendRaw({ origin, method: "POST", path, headers: { origin, "content-type": type, cookie: login }, body });
  const api = async (path: string, body: unknown, login = "") => {
    const answer = await post(`/api/v1/${path}`, "application/json", JSON.stringify(body), login);
    return { status: answer.status, body: JSON.parse(answer.text) };
  };

  const resets = `accounts/${account.code}/password-resets`;
  const { body: issued } = await api(resets, { operatorId: operator.id, delivery: "copy" }, cookie);
  const token = String(issued.url).split("/").at(-1) ?? "";
  expect((await sendRaw({ origin, path: new URL(issued.url).pathname })).text).toContain(email);
  const use = (password: string) => api("operator-passwords", { code: account.code, token, password });
  expect((await use("short")).status).toBe(400);
  expect((await use(`${PASSWORD}二`)).status).toBe(200);
  expect((await use(`${PASSWORD}三`)).status).toBe(400);
  expect((await api("operator-passwords/forgot", { code: account.code, email })).status).toBe(202);

  const csrf = await sendRaw({ origin, path: "/api/auth/csrf" });
  const { csrfToken } = JSON.parse(csrf.text);
  const sessions = [];
  for (const password of [WRONG, `${PASSWORD}二`]) {
    const form = new URLSearchParams({ csrfToken, code: account.code, email, password, json: "true" }).toString();
    const type = "application/x-www-form-urlencoded";
    const answer = await post("/api/auth/callback/operator", type, form, cookiesOf(csrf));
    sessions.push(/kenshin\.session=([^;]+)/.exec(cookiesOf(answer))?.[1]);
  }
  await server.stop();

  const [, session = ""] = sessions;
  const log = server.log();
  expect(log).toContain(`/api/v1/${resets}`);
  const secrets = {
    token,
    csrfToken,
    session,
    email,
    ownerEmail: owner.email,
    PASSWORD,
    WRONG,
    cookie: cookie.slice(-40),
  };
  expect(Object.entries(secrets).filter(([, secret]) => secret === "")).toEqual([]);
  const leaked = Object.entries(secrets).filter(
    ([, secret]) => log.includes(secret) || log.includes(encodeURIComponent(secret)),
  );
  expect(leaked.map(([name]) => name)).toEqual([]);
});
