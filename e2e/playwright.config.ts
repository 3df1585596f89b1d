import { defineConfig } from "@playwright/test";

/** The tests open the product's own Chromium host; Playwright's browser fixtures are not used. */
export default defineConfig({
  testDir: "./tests",
  testMatch: "**/*.test.ts",
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  outputDir: "../test-results",
});
