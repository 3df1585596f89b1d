#!/usr/bin/env node
// The `reinstate` command from a checkout. npx starts it under the machine's Node; the source needs the project's own.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { engineFlags, projectNode, root } from "../setup.mjs";

if (!existsSync(projectNode)) {
  process.stderr.write("Reinstate is not set up yet: run `npm ci` in its folder first.\n");
  process.exit(2);
}
const child = spawn(projectNode, [...engineFlags, join(root, "main", "cli.ts"), ...process.argv.slice(2)], {
  stdio: "inherit",
  // Half the start is compiling.
  env: { NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "reinstate"), ...process.env },
});
// The child gets a terminal's Ctrl-C by itself; it ends cleanly and this process only waits for its verdict.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("error", (error) => {
  process.stderr.write(`Reinstate could not be started: ${error.message}\n`);
  process.exit(2);
});
// As shells count: a child that a signal ended is 128 and the signal's number.
child.on("exit", (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]));
