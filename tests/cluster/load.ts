import { Agent, get } from "node:http";

const CONNECTIONS = 16;
const SECONDS = 5;

/** How many times a second an address answers 200 to so many that ask without a pause. Throws for any other answer. */
export async function requestsPerSecond(url: string, cookie: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const until = performance.now() + SECONDS * 1000;
  let answered = 0;
  const ask = async () => {
    while (performance.now() < until) {
      const status = await statusOf(url, cookie, agent);
      if (status !== 200) throw new Error(`${url} answered ${status}`);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  agent.destroy();
  return Math.round(answered / SECONDS);
}

function statusOf(url: string, cookie: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { cookie } }, (response) => {
      response.resume().once("end", () => resolve(response.statusCode ?? 0));
    }).once("error", reject);
  });
}
