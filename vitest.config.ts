import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{main,preload,build,bench}/**/*.test.ts", "renderer/**/*.test.{ts,tsx}"],
    // All that is sent and answered in the whole run is judged by Graph's published description.
    // And whatever is written while a plan is carried out has to stand in that plan.
    setupFiles: ["main/graph/testing/watch-test-file.ts", "main/apply/testing/watch-planned-writes.ts"],
    globalSetup: ["main/graph/testing/judge-whole-run.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "threads",
    maxWorkers: 3,
  },
});
