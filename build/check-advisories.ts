import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { findingsIn, isGrave, readAuditReport } from "./advisories.ts";
import { shippedPackages } from "./package/shipped-packages.ts";

/**
 * Asks npm's registry which installed packages it advises against, after `npm run build`. Exit codes: 0 nothing high or critical in
 * what ships, 1 there is, 69 the registry could not be asked (no network, or one that answers no such question).
 */
const root = join(import.meta.dirname, "..");
const { stdout } = spawnSync("npm", ["audit", "--json"], {
  cwd: root,
  encoding: "utf8",
  shell: process.platform === "win32",
  stdio: ["ignore", "pipe", "ignore"],
  env: { ...process.env, npm_config_fetch_retries: "1", npm_config_fetch_timeout: "30000" },
});
const report = readAuditReport(stdout ?? "");
if (report === undefined) {
  console.error("npm's registry did not say whether it advises against anything in here.");
  process.exitCode = 69;
} else {
  // Electron is a development's dependency by npm's book.
  const folders = shippedPackages().map(({ name, folder }) => folder ?? `node_modules/${name}`);
  const found = findingsIn(report, new Set(folders));
  for (const { name, severity, ships } of found)
    console.error(`${severity}: ${name}, ${ships ? "which ships" : "which only builds or tests"}`);
  const grave = found.filter(isGrave);
  console.error(`${found.length} packages are advised against, ${grave.length} of them gravely and in what ships.`);
  if (grave.length > 0) process.exitCode = 1;
}
