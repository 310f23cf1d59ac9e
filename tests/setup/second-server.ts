import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { findFreePort } from "../../scripts/lib/ports.mjs";
import { waitUntil } from "../../scripts/lib/processes.mjs";

export type SecondServer = {
  readonly address: string;
  /** What it has written to its log so far. */
  log(): string;
  stop(): Promise<void>;
};

type Options = {
  /** Where the build lies that it serves. */
  readonly folder?: string;
  readonly logLevel?: "warn" | "trace";
  /** The address that people open, where a proxy with TLS stands in front; `address` is reached without it. */
  readonly url?: string;
  /** The mail server that it hands its mails to; without one it keeps them. */
  readonly smtpUrl?: string;
};

/** Starts the app once more beside the one under test: same database, same secret, a port of its own. */
export async function startSecondServer({
  folder = ".",
  logLevel = "warn",
  url,
  smtpUrl,
}: Options = {}): Promise<SecondServer> {
  const port = String(await findFreePort());
  const address = `http://127.0.0.1:${port}`;
  const settings = { PORT: port, HOST: "127.0.0.1", KENSHIN_URL: url ?? address, LOG_LEVEL: logLevel };
  const mail = smtpUrl === undefined ? {} : { SMTP_URL: smtpUrl, MAIL_FROM: "健診 <kenshin@example.jp>" };
  const server = spawn(process.execPath, [resolve("scripts/serve.mjs")], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production", NODE_OPTIONS: "", ...settings, ...mail },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (chunk: Buffer) => said.push(String(chunk)));
  let hasEnded = false;
  const ended = new Promise<void>((done) => server.once("exit", () => done())).then(() => {
    hasEnded = true;
  });
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
  };
  await waitUntil(async () => hasEnded || (await isHealthy(address)), 60_000);
  if (await isHealthy(address)) return { address, log: () => said.join(""), stop };
  await stop();
  throw new Error(`the second server did not start:\n${said.join("")}`);
}

async function isHealthy(address: string): Promise<boolean> {
  const answer = await fetch(`${address}/api/health`).catch(() => null);
  return answer?.ok ?? false;
}
