// `npm test`: sets up and runs every test. The E2E part needs a Chromium, which it installs where it may.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, projectNode, root, runOrStop } from "./setup.mjs";

ensureInstalled();
// Hundreds of processes are begun, each of which would take the types off the same modules again.
process.env.NODE_COMPILE_CACHE = join(root, "node_modules/.cache/compiled");
const step = (title, args) => {
  process.stderr.write(`\n── ${title}\n`);
  runOrStop(
    projectNode,
    args.map((argument, index) => (index === 0 ? join(root, argument) : argument)),
  );
};
step("lint", ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]);
step("import table", ["build/lint/check-layers.ts"]);
step("packages", ["build/lint/check-packages.ts"]);
for (const environment of ["contract", "main", "preload", "renderer", "e2e"]) {
  step(`types: ${environment}`, ["node_modules/typescript/bin/tsc", "-p", `tsconfig.${environment}.json`]);
}
/** Said once more at the end, where nobody overlooks it. */
const leftOut = [];
/** What needs the network says by 69 that it had none; it is left out then, and that is said. It runs beside the rest. */
const beginWhereReached = (title, script) => {
  process.stderr.write(`\n── ${title} (beside what follows)\n`);
  const child = spawn(projectNode, [join(root, script)], { cwd: root, stdio: "inherit" });
  const ended = once(child, "exit");
  return async () => {
    const [status] = await ended;
    if (status === 69) leftOut.push(title);
    else if (status !== 0) process.exit(status ?? 1);
  };
};
// Before the tests of the bundles, which run side by side and would build them under each other's feet.
ensureBuilt();
const besides = [
  beginWhereReached("advisories on what ships", "build/check-advisories.ts"),
  beginWhereReached("electronegativity", "build/check-electronegativity.ts"),
];
step("unit and integration", ["node_modules/vitest/vitest.mjs", "run"]);
for (const ended of besides) await ended();
const browser = spawnSync(projectNode, [join(root, "build", "ensure-browser.ts")], { cwd: root, stdio: "inherit" });
if (browser.status !== 0) process.exit(browser.status ?? 1);
step("end to end", ["node_modules/@playwright/test/cli.js", "test", "-c", "e2e/playwright.config.ts"]);
for (const title of leftOut)
  process.stderr.write(`Not known, left out: ${title}. docs/release-checklist.md asks for it again.\n`);
