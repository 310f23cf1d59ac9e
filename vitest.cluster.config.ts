import { defineConfig } from "vitest/config";

// Apart from `npm test`, because it needs nginx: npm run test:cluster.
export default defineConfig({
  test: {
    projects: [
      {
        extends: "./vitest.config.ts",
        test: {
          name: "cluster",
          include: ["tests/cluster/**/*.test.ts"],
          globalSetup: ["./tests/cluster/before.ts"],
          setupFiles: ["./tests/setup/fail-on-console.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
