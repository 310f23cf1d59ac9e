import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { waitUntil } from "../../scripts/lib/processes.mjs";

const PLACES = ["nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx"];

export type Nginx = { stop(): Promise<void> };

/** The nginx of this machine. Throws when there is none: what cannot be tested has not passed. */
export function findNginx(): string {
  const wanted = process.env["KENSHIN_TEST_NGINX"];
  const found = (wanted ? [wanted] : PLACES).find((path) => spawnSync(path, ["-v"]).status === 0);
  if (found) return found;
  throw new Error(
    "There is no nginx here, and without it nothing is tested. Install it (Debian: apt-get install nginx-light), or set " +
      "KENSHIN_TEST_NGINX to the path of one.",
  );
}

/** Runs docs/nginx.conf on `port`, in front of these ports of 127.0.0.1. Answers tell in X-Instance who gave them. */
export async function startNginx(folder: string, port: number, instances: readonly number[]): Promise<Nginx> {
  mkdirSync(folder);
  const [file, log] = [join(folder, "nginx.conf"), join(folder, "error.log")];
  const servers = instances.map((instance) => `server 127.0.0.1:${instance};`).join(" ");
  const site = readFileSync("docs/nginx.conf", "utf8")
    .replace(/server 127\.0\.0\.1:3001;\s+server 127\.0\.0\.1:3002;/, servers)
    .replace("listen 8080;", `listen 127.0.0.1:${port};`);
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const configuration = `
    daemon off; pid ${folder}/pid; error_log ${log}; worker_processes 1;
    ${process.getuid?.() === 0 ? "user root;" : ""}
    events { worker_connections 1024; }
    http {
      access_log off;
      ${kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(" ")}
      add_header X-Instance $upstream_addr always;
      ${site}
    }`;
  writeFileSync(file, configuration);
  const child = spawn(findNginx(), ["-p", folder, "-e", log, "-c", file], { stdio: "inherit" });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  if (!(await waitUntil(answers, 30_000))) throw new Error(`nginx does not answer:\n${readFileSync(log, "utf8")}`);
  return {
    async stop() {
      child.kill("SIGQUIT");
      await ended;
    },
  };
}
