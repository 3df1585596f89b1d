import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import packageJson from "../package.json" with { type: "json" };
import { demoPassphraseFile, openDemo, openDemoWalk, openTenant, readDemoPassphrase } from "./compose.ts";
import { defaultVaultFolder, demoVaultFolder } from "./data-folder.ts";
import { namedCloud } from "./graph/named-cloud.ts";
import { openInSystemBrowser } from "./host/open-in-system-browser.ts";
import type { CommandContext, GlobalOptions } from "./terminal/command-context.ts";
import { exitCodes } from "./terminal/exit-code.ts";
import { runCommandLine } from "./terminal/program.ts";
import { readPassphrase } from "./terminal/read-passphrase.ts";
import { Terminal } from "./terminal/terminal.ts";
import { watchOutput } from "./terminal/watch-output.ts";
import { isVaultFolder } from "./vault/is-vault-folder.ts";

/** The command line's composition root. The first Ctrl-C ends work cleanly, the second at once. */
const abort = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (abort.signal.aborted) process.exit(exitCodes.interrupted);
    abort.abort();
  });
}

function contextFor(options: GlobalOptions, terminal: Terminal): CommandContext {
  const isDemo = options.cloud === "demo";
  const folder = options.vault ?? (isDemo ? demoVaultFolder() : defaultVaultFolder());
  let asked: Promise<string> | undefined;
  const passphrase = () => {
    asked ??= readPassphrase(terminal, options.passphraseFile, {
      of: "the vault",
      optionName: "--passphrase-file",
      isNew: !isVaultFolder(folder),
    });
    return asked;
  };
  const demoPassphrase = options.passphraseFile === undefined ? undefined : passphrase;
  return {
    terminal,
    control: { signal: abort.signal, onProgress: (progress) => terminal.progress(progress) },
    open: async ({ create, readOnly: wishesToRead, tenant, person = process.stdin.isTTY === true }) => {
      // To go on from an older copy is to write.
      const readOnly = wishesToRead === true && options.acceptHead !== true;
      const { acceptHead, unattended } = options;
      if (isDemo) return openDemo(folder, { passphrase: demoPassphrase, acceptHead, readOnly, unattended });
      const cloud = options.cloud === undefined ? {} : { cloud: await namedCloud(options.cloud) };
      return openTenant({
        folder,
        use: "command line",
        passphrase,
        ...cloud,
        create,
        readOnly,
        acceptHead: options.acceptHead === true,
        openBrowser: person && unattended !== true ? openInSystemBrowser : undefined,
        ...(tenant === undefined ? {} : { tenant }),
      });
    },
    openDemo: async (choice) =>
      openDemoWalk(options.vault ?? (await mkdtemp(join(tmpdir(), "reinstate-demo-"))), choice, demoPassphrase),
    folder,
    secret: () => (isDemo && demoPassphrase === undefined ? readDemoPassphrase(folder) : passphrase()),
    newPassphrase: (file) =>
      readPassphrase(terminal, file, { of: "the vault", optionName: "--new-passphrase-file", isNew: true }),
    exportPassphrase: (file, isNew) => {
      const vaults = options.passphraseFile ?? (isDemo ? demoPassphraseFile(folder) : undefined);
      const question = { of: "the export", optionName: "--export-passphrase-file", isNew };
      return readPassphrase(terminal, file ?? vaults, question);
    },
  };
}

let outputFailed = false;
watchOutput(process.stderr, () => {});
watchOutput(process.stdout, (sentence) => {
  outputFailed = true;
  process.stderr.write(`${sentence}\n`);
});

const code = await runCommandLine(process.argv.slice(2), {
  version: packageJson.version,
  terminalFor: ({ json, quiet }) =>
    new Terminal({
      input: process.stdin,
      output: process.stdout,
      diagnostics: process.stderr,
      json: json === true,
      quiet: quiet === true,
      now: () => performance.now(),
    }),
  contextFor,
});
// What became of the last line is known a turn later.
await setImmediate();
process.exitCode = outputFailed ? exitCodes.usage : code;
