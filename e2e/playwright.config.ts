import { defineConfig } from "@playwright/test";

/**
 * The tests open the product's own Chromium host, those in electron/ the real Electron where its binary is; Playwright's browser fixtures
 * are not used.
 */
export default defineConfig({
  testDir: ".",
  testMatch: "{tests,electron}/*.test.ts",
  globalSetup: "./global-setup.ts",
  workers: 2,
  timeout: 180_000,
  // A second run of a journey is reported as flaky. What hung for three minutes now and then was a browser's start: the host ends that itself.
  retries: 1,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  outputDir: "../test-results",
});
