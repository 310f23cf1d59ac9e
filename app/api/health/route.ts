import { readHealth } from "@/lib/server/read-health";

export const dynamic = "force-dynamic";

// Not built by lib/server/route.ts: that looks up a session first, and this has to answer while the database is away.
async function answerHealth(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}

export const GET = Object.assign(answerHealth, { permission: "public" });
