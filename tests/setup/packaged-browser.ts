import { spawnSync } from "node:child_process";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

// Unpacked by hand: the package itself unpacks to fixed names in the system's temporary folder, where an interrupted run
// or another user's copy stays in the way, and brings its libraries only on Amazon's machines.

/** A browser that needs nothing installed: its binary, and the environment in which it finds its libraries and fonts. */
export type PackagedBrowser = { readonly executablePath: string; readonly env: Readonly<Record<string, string>> };

/** Unpacks the Chromium of @sparticuz/chromium (Linux x64), once for each version and user. */
export async function unpackBrowser(): Promise<PackagedBrowser> {
  const packed = join(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "../../bin");
  const folder = join(tmpdir(), `kenshin-chromium-${versionOf(packed)}-${userInfo().uid}`);
  if (!existsSync(folder)) {
    const half = mkdtempSync(`${folder}.`);
    await unpack(join(packed, "chromium.br"), join(half, "chromium"), 0o700);
    const archives = { swiftshader: half, al2023: join(half, "libraries"), fonts: join(half, "fonts") };
    for (const [name, target] of Object.entries(archives)) await untar(join(packed, `${name}.tar.br`), target);
    renameOnce(half, folder);
  }
  const executablePath = join(folder, "chromium");
  const env: Record<string, string> = {};
  if (!existsSync("/etc/fonts/fonts.conf")) env["FONTCONFIG_PATH"] = join(folder, "fonts");
  // The system's own libraries where it has them: those of the package are for systems without.
  const starts = spawnSync(executablePath, ["--version"], { stdio: "ignore" }).status === 0;
  if (!starts) env["LD_LIBRARY_PATH"] = join(folder, "libraries/lib");
  return { executablePath, env };
}

function versionOf(packed: string): string {
  const read: unknown = JSON.parse(readFileSync(join(packed, "../package.json"), "utf8"));
  return typeof read === "object" && read !== null && "version" in read ? String(read.version) : "unknown";
}

/** Through a file: tar stops reading at the archive's end mark, and what follows it would find a closed pipe. */
async function untar(archive: string, target: string): Promise<void> {
  const plain = `${target}.tar`;
  await unpack(archive, plain, 0o600);
  mkdirSync(target, { recursive: true });
  const { status, stderr } = spawnSync("tar", ["-x", "-f", plain, "-C", target]);
  rmSync(plain);
  if (status !== 0) throw new Error(`${archive} could not be unpacked: ${stderr}`);
}

async function unpack(packed: string, target: string, mode: number): Promise<void> {
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(target, { mode }));
}

function renameOnce(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    // Another run was quicker.
    rmSync(from, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}
