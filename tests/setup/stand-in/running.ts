import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "../../../scripts/lib/ports.mjs";

export type Outcome = { readonly code: number | null; readonly output: string };

/** One run of a start script: a process group of its own, as a terminal would make it. */
export class Run {
  readonly child: ChildProcess;
  readonly outcome: Promise<Outcome>;
  private output = "";

  constructor(settings: Record<string, string>, script = "tests/setup/stand-in/start.mjs") {
    const none = { DATABASE_URL: "", KENSHIN_SECRET: "", KENSHIN_URL: "", KENSHIN_DATA: "", PORT: "", HOST: "" };
    this.child = spawn(process.execPath, [script], {
      env: { ...process.env, ...none, NODE_OPTIONS: "", ...settings },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on("data", (text) => {
        this.output += String(text);
      });
    }
    this.outcome = new Promise((resolve) => {
      this.child.once("close", (code) => resolve({ code, output: this.output }));
    });
  }

  /** Fulfils when the last line of a successful start is printed; throws what was said when the run ends before. */
  async ready(): Promise<void> {
    const printed = new Promise<void>((resolve) => {
      this.child.stdout?.on("data", () => {
        if (/^address: /m.test(this.output)) resolve();
      });
    });
    const early = await Promise.race([printed, this.outcome]);
    if (early !== undefined) throw new Error(`ended with ${early.code}: ${early.output}`);
  }

  /** Sends a signal to every process of the group at once. */
  signalGroup(signal: NodeJS.Signals): void {
    if (this.child.pid !== undefined) process.kill(-this.child.pid, signal);
  }
}

/** A data folder and a port for one test. */
export class Place {
  readonly data = mkdtempSync(join(tmpdir(), "kenshin-scripts-"));
  readonly port: number;

  private constructor(port: number) {
    this.port = port;
  }

  static async make(): Promise<Place> {
    return new Place(await findFreePort());
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  start(settings: Record<string, string> = {}): Run {
    return new Run({ PORT: String(this.port), KENSHIN_DATA: this.data, ...settings });
  }

  /** The process id in PostgreSQL's own file; null when no server runs and none was killed. */
  databasePid(): number | null {
    const file = join(this.data, "postgres/postmaster.pid");
    return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : null;
  }

  appPid(): number {
    const lock: unknown = JSON.parse(readFileSync(join(this.data, "lock.json"), "utf8"));
    const app = typeof lock === "object" && lock !== null && "app" in lock ? lock.app : null;
    if (typeof app !== "object" || app === null || !("pid" in app)) throw new Error("the lock names no app");
    return Number(app.pid);
  }

  databaseUrl(): string {
    const access: unknown = JSON.parse(readFileSync(join(this.data, "postgres.json"), "utf8"));
    if (typeof access !== "object" || access === null || !("port" in access && "password" in access)) {
      throw new Error("postgres.json does not say how to reach the database");
    }
    return `postgresql://kenshin:${access.password}@127.0.0.1:${access.port}/kenshin`;
  }

  remove(): void {
    rmSync(this.data, { recursive: true, force: true });
  }
}
