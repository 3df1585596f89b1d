import { setImmediate } from "node:timers/promises";
import { commandLine } from "./command-line.ts";
import { logFolder } from "./data-folder.ts";
import { logHere } from "./log/log-here.ts";
import { exitCodes } from "./terminal/exit-code.ts";
import { watchOutput } from "./terminal/watch-output.ts";

/** The command line in a process of its own. The first Ctrl-C ends work cleanly, the second at once. */
const abort = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (abort.signal.aborted) process.exit(exitCodes.interrupted);
    abort.abort();
  });
}

const folder = logFolder();
const log = logHere(folder);
let outputFailed = false;
watchOutput(process.stderr, () => {});
watchOutput(process.stdout, (sentence) => {
  outputFailed = true;
  process.stderr.write(`${sentence}\n`);
});

const code = await commandLine(process.argv.slice(2), {
  input: process.stdin,
  output: process.stdout,
  diagnostics: process.stderr,
  signal: abort.signal,
  log,
  logFolder: folder,
});
log.close();
// What became of the last line is known a turn later.
await setImmediate();
process.exitCode = outputFailed ? exitCodes.usage : code;
