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
  // The HR journey hung once in some ten runs, not yet explained (see the note of 2026-11-25); a second run is reported as flaky.
  retries: 1,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  outputDir: "../test-results",
});
