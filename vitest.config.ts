import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{main,preload,build,bench}/**/*.test.ts", "renderer/**/*.test.{ts,tsx}"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "threads",
    maxWorkers: 2,
  },
});
