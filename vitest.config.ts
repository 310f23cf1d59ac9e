import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      "@": root.replace(/\/$/, ""),
      // Outside Next's bundler `server-only` throws by design; in tests the boundary is kept by tests/architecture.
      "server-only": fileURLToPath(new URL("./tests/setup/server-only.ts", import.meta.url)),
    },
  },
  test: {
    // On two cores the default is one file at a time, and half of that time is waiting for the database.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: ["./tests/setup/database-server.ts"],
          setupFiles: ["./tests/setup/fail-on-console.ts", "./tests/setup/fresh-database.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "unit",
          // Properties run hundreds of cases; a busy machine is no failure.
          testTimeout: 60_000,
          include: ["{lib,cli,components,app}/**/*.test.{ts,tsx}", "tests/architecture/**/*.test.ts"],
          setupFiles: ["./tests/setup/fail-on-console.ts"],
        },
      },
    ],
  },
});
