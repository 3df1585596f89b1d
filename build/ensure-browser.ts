import type { SpawnSyncOptions } from "node:child_process";
import { spawnSync } from "node:child_process";
import { findBrowser } from "../main/host/chromium/find-browser.ts";

/** A Chromium for the tests: what is there, else Debian's package where we may install it, else a sentence. */
if (findBrowser() === undefined) {
  const isRoot = process.getuid?.() === 0;
  const hasApt = spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status === 0;
  if (isRoot && hasApt) {
    console.error("Installing Chromium for the end-to-end tests ...");
    const quiet: SpawnSyncOptions = {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    };
    spawnSync("apt-get", ["update"], quiet);
    spawnSync(
      "apt-get",
      ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation", "fonts-noto-color-emoji"],
      quiet,
    );
  }
}
if (findBrowser() === undefined) {
  console.error(
    "The end-to-end tests need Chromium, Chrome or Edge. Install one (Debian: apt-get install chromium) and run again.",
  );
  process.exit(1);
}
