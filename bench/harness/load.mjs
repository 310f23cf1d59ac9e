import { Agent, request } from "node:http";
import { percentile } from "./compare.mjs";

/** Connections at once, as the targets say. */
const CONNECTIONS = 16;

/**
 * Asks for addresses again and again for some seconds, one after the other on each connection. Answers requests per
 * second, and the latency of the middle and of 19 in 20, milliseconds. Throws at the first answer that is no 200.
 */
export async function load(urls, { cookie = "", connections = CONNECTIONS, seconds = 3 } = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  let next = 0;
  const one = async () => {
    while (performance.now() < end) {
      const began = performance.now();
      await get(urls[next++ % urls.length], { cookie, agent });
      latencies.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  const elapsed = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  return { rate: latencies.length / elapsed, time: percentile(latencies, 0.5), p95: percentile(latencies, 0.95) };
}

/** Milliseconds of a number of requests, one after the other: how long a person waits on a quiet machine. */
export async function latency(url, { cookie = "", times = 20 } = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const samples = [];
  for (let round = 0; round < times; round++) {
    const began = performance.now();
    await get(url, { cookie, agent });
    samples.push(performance.now() - began);
  }
  agent.destroy();
  samples.sort((a, b) => a - b);
  return { time: percentile(samples, 0.5), p95: percentile(samples, 0.95) };
}

/** The body of one answer, as text. */
export function get(url, { cookie = "", agent } = {}) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers: { cookie } }, (response) => {
      const body = [];
      response.on("data", (chunk) => body.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(body).toString();
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${url}: ${response.statusCode} ${text.slice(0, 200)}`));
      });
    });
    sent.once("error", reject);
    sent.end();
  });
}
