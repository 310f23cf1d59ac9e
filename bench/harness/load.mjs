import { Agent, request } from "node:http";
import { percentile } from "./compare.mjs";

/** Connections at once, as the targets say. */
const CONNECTIONS = 16;

/** Asks for addresses again and again, as `loadOf` does. */
export function load(urls, { cookie, ...options } = {}) {
  return loadOf((number, agent) => get(urls[number % urls.length], { cookie, agent }), options);
}

/**
 * Asks again and again, for some seconds or so many requests, one after the other on each connection; `ask` is given the
 * number of the request. Answers requests per second, and the latency of the middle and of 19 in 20, milliseconds. Throws
 * what `ask` throws.
 */
export async function loadOf(ask, { connections = CONNECTIONS, requests, seconds = 1.5 } = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  let next = 0;
  const goesOn = () => (requests === undefined ? performance.now() < end : next < requests);
  const one = async () => {
    while (goesOn()) {
      const began = performance.now();
      await ask(next++, agent);
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

/** The body of one answer, as text. Throws when it is no 200. */
export function get(url, { cookie = "", agent } = {}) {
  return send(url, { agent, headers: { cookie } });
}

/** The body of the answer to some JSON, as text, sent from a page of the same origin. Throws when it is no 2xx. */
export function post(url, json, { agent, headers } = {}) {
  const own = { "content-type": "application/json", origin: new URL(url).origin };
  return send(url, { method: "POST", agent, headers: { ...own, ...headers } }, JSON.stringify(json));
}

function send(url, options, body) {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const pieces = [];
      response.on("data", (piece) => pieces.push(piece));
      response.on("end", () => {
        const text = Buffer.concat(pieces).toString();
        if (response.statusCode >= 200 && response.statusCode < 300) resolve(text);
        else reject(new Error(`${url}: ${response.statusCode} ${text.slice(0, 200)}`));
      });
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
