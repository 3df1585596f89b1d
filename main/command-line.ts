import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packageJson from "../package.json" with { type: "json" };
import { defaultVaultFolder, demoVaultFolder } from "./data-folder.ts";
import { demoPassphraseFile, isDemoFolder, readDemoPassphrase } from "./demo-files.ts";
import { namedCloud } from "./graph/named-cloud.ts";
import { openSignInPage } from "./host/open-in-system-browser.ts";
import type { Log } from "./log/log.ts";
import { openTenant } from "./open-tenant.ts";
import type { CommandContext, GlobalOptions } from "./terminal/command-context.ts";
import { runCommandLine } from "./terminal/program.ts";
import { readPassphrase } from "./terminal/read-passphrase.ts";
import { Terminal, type TerminalOptions } from "./terminal/terminal.ts";
import { isVaultFolder } from "./vault/is-vault-folder.ts";

export interface Surroundings extends Pick<TerminalOptions, "input" | "output" | "diagnostics"> {
  /** Ends the work cleanly. */
  readonly signal: AbortSignal;
  readonly log?: Log;
  readonly logFolder?: string | undefined;
}

/** Runs one command line with everything that it needs, and returns its exit code. */
export function commandLine(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { input, output, diagnostics, log } = surroundings;
  return runCommandLine(args, {
    version: packageJson.version,
    ...(log === undefined ? {} : { log }),
    writeOut: (text) => output.write(text),
    writeErr: (text) => diagnostics.write(text),
    terminalFor: ({ json, quiet }) =>
      new Terminal({
        input,
        output,
        diagnostics,
        json: json === true,
        quiet: quiet === true,
        now: () => performance.now(),
      }),
    contextFor: (options, terminal) => contextFor(options, terminal, surroundings),
  });
}

/** The demo's vault is known by the tenant that lies beside it. */
function placeOf({ vault, cloud }: GlobalOptions): { readonly folder: string; readonly isDemo: boolean } {
  if (vault !== undefined)
    return { folder: vault, isDemo: cloud === undefined ? isDemoFolder(vault) : cloud === "demo" };
  return cloud === "demo"
    ? { folder: demoVaultFolder(), isDemo: true }
    : { folder: defaultVaultFolder(), isDemo: false };
}

/** Whoever has a tenant need not wait for a simulated one. */
const loadDemo = () => import("./open-demo.ts");

function contextFor(
  options: GlobalOptions,
  terminal: Terminal,
  { signal, input, log, logFolder }: Surroundings,
): CommandContext {
  const { folder, isDemo } = placeOf(options);
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
    control: { signal, onProgress: (progress) => terminal.progress(progress) },
    open: async ({ create, readOnly: wishesToRead, tenant, person = input.isTTY === true }) => {
      // To go on from an older copy is to write.
      const readOnly = wishesToRead === true && options.acceptHead !== true;
      const { acceptHead, unattended } = options;
      if (isDemo) {
        const { openDemo } = await loadDemo();
        return openDemo(folder, { passphrase: demoPassphrase, acceptHead, readOnly, unattended, log });
      }
      const cloud = options.cloud === undefined ? {} : { cloud: await namedCloud(options.cloud) };
      return openTenant({
        folder,
        use: "command line",
        passphrase,
        ...cloud,
        create,
        readOnly,
        acceptHead: options.acceptHead === true,
        openBrowser: person && unattended !== true ? openSignInPage : undefined,
        ...(tenant === undefined ? {} : { tenant }),
        log,
      });
    },
    openDemo: async (choice) => {
      const { openDemoWalk } = await loadDemo();
      return openDemoWalk(
        options.vault ?? (await mkdtemp(join(tmpdir(), "reinstate-demo-"))),
        choice,
        demoPassphrase,
        log,
      );
    },
    folder,
    version: packageJson.version,
    logFolder,
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
