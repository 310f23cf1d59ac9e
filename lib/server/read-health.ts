import "server-only";
import packageFile from "@/package.json";
import { pool } from "./db";
import { log } from "./log";

const PATIENCE_MS = 2_000;

/** Whether Kenshin can work now, for monitors and balancers. Says nothing about why not: that is in the log. */
export type Health = {
  readonly status: "ok" | "unavailable";
  readonly version: string;
  readonly database: "up" | "down";
};

/** Asks the database for a sign of life; waits at most two seconds and never throws. */
export async function readHealth(): Promise<Health> {
  const isUp = await Promise.race([answers(), timeout()]);
  return { status: isUp ? "ok" : "unavailable", version: packageFile.version, database: isUp ? "up" : "down" };
}

async function answers(): Promise<boolean> {
  try {
    await pool().query("select 1");
    return true;
  } catch (error) {
    log().warn({ err: error }, "database does not answer");
    return false;
  }
}

function timeout(): Promise<boolean> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref());
}
