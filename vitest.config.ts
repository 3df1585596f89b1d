import { defineConfig } from "vitest/config";

const everything = ["{main,preload,build,bench}/**/*.test.ts", "renderer/**/*.test.{ts,tsx}"];
/** Functions of their input, of which nothing is left behind: their files share all modules. */
const pure = ["main/{catalogue,compare,plan}/**/*.test.ts", "preload/**/*.test.ts"];
// All that is sent and answered in the whole run is judged by Graph's published description.
// And whatever is written while a plan is carried out has to stand in that plan.
const watching = [
  "main/graph/testing/watch-test-file.ts",
  "main/apply/testing/watch-planned-writes.ts",
  "main/vault/testing/cheap-passphrases.ts",
];
const each = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  pool: "threads",
  maxWorkers: 3,
  setupFiles: watching,
} as const;

export default defineConfig({
  test: {
    globalSetup: ["main/graph/testing/judge-whole-run.ts"],
    maxWorkers: 3,
    projects: [
      { test: { ...each, name: "apart", include: everything, exclude: pure } },
      { test: { ...each, name: "pure", include: pure, isolate: false } },
    ],
  },
});
