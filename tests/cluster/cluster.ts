import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedDatabase } from "../../scripts/lib/embedded-database.mjs";
import { findFreePort } from "../../scripts/lib/ports.mjs";
import { Run } from "../setup/stand-in/running";
import { startNginx } from "./nginx";

/** One Kenshin of several: what `npm start` runs, with a data folder of its own as on a machine of its own. */
export class Instance {
  readonly name: string;
  readonly port: number;
  private readonly settings: Record<string, string>;
  private run: Run | null = null;

  constructor(name: string, port: number, settings: Record<string, string>) {
    this.name = name;
    this.port = port;
    this.settings = { ...settings, PORT: String(port) };
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.run = new Run(this.settings, "scripts/start.mjs");
    await this.run.ready();
  }

  /** As when its machine loses power: everything of it is gone at once. */
  async kill(): Promise<void> {
    this.run?.signalGroup("SIGKILL");
    await this.run?.outcome;
  }

  async stop(): Promise<void> {
    this.run?.child.kill("SIGTERM");
    await this.run?.outcome;
  }
}

export type Cluster = {
  /** Where people go: nginx, which asks both in turn. */
  readonly address: string;
  readonly one: Instance;
  readonly two: Instance;
  /** The same nginx in front of `one` alone, for comparison. */
  readonly single: string;
  stop(): Promise<void>;
};

/**
 * Two instances on one new database behind nginx, started at the same moment. The settings are put into the environment
 * as well: test code uses lib/server on the same database.
 */
export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "kenshin-cluster-"));
  const cleanUps: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  };
  try {
    const database = await startEmbeddedDatabase({ directory: join(folder, "database"), durable: false });
    cleanUps.push(database.stop);
    await database.ensureDatabase("kenshin");
    const [port, singlePort] = [await findFreePort(), await findFreePort()];
    const shared = {
      DATABASE_URL: database.urlFor("kenshin"),
      KENSHIN_SECRET: randomBytes(32).toString("base64url"),
      KENSHIN_URL: `http://127.0.0.1:${port}`,
      KENSHIN_TRUSTED_PROXIES: "1",
      LOG_LEVEL: "warn",
    };
    Object.assign(process.env, shared);
    const instance = async (name: string) =>
      new Instance(name, await findFreePort(), {
        ...shared,
        // Whose connection is whose stands in pg_stat_activity.
        DATABASE_URL: `${shared.DATABASE_URL}?application_name=${name}`,
        KENSHIN_DATA: join(folder, name),
      });
    const [one, two] = [await instance("one"), await instance("two")];
    cleanUps.push(async () => void (await Promise.all([one.stop(), two.stop()])));
    await Promise.all([one.start(), two.start()]);
    cleanUps.push((await startNginx(join(folder, "nginx"), port, [one.port, two.port])).stop);
    cleanUps.push((await startNginx(join(folder, "single"), singlePort, [one.port])).stop);
    return { address: shared.KENSHIN_URL, single: `http://127.0.0.1:${singlePort}`, one, two, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
