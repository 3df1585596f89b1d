import { Command, CommanderError, InvalidArgumentError } from "commander";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { faultOf } from "../log/fault-of.ts";
import type { Log } from "../log/log.ts";
import type { LogFields } from "../log/log-events.ts";
import { logStart } from "../log/log-start.ts";
import { toErrorShape } from "../rpc/to-error-shape.ts";
import type { CommandContext, GlobalOptions } from "./command-context.ts";
import { addBrowseCommands } from "./commands/browse-commands.ts";
import { addCaptureCommand } from "./commands/capture-command.ts";
import { addCheckCommand } from "./commands/check-command.ts";
import { addConnectScriptCommand } from "./commands/connect-script-command.ts";
import { addCopiesCommands } from "./commands/copies-commands.ts";
import { addDemoCommand } from "./commands/demo-command.ts";
import { addDiagnosticsCommand } from "./commands/diagnostics-command.ts";
import { addDiffCommand } from "./commands/diff-command.ts";
import { addExchangeCommands } from "./commands/exchange-commands.ts";
import { addHistoryCommand } from "./commands/history-command.ts";
import { addKeysCommands } from "./commands/keys-commands.ts";
import { addPlanCommands } from "./commands/plan-command.ts";
import { addRecordCommand } from "./commands/record-command.ts";
import { addRecoveryCommands } from "./commands/recovery-commands.ts";
import { addRetentionCommands } from "./commands/retention-commands.ts";
import { addScheduleCommand } from "./commands/schedule-command.ts";
import { addSignInCommands } from "./commands/sign-in-commands.ts";
import { exitCodeOf, exitCodes } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";

export interface ProgramOptions {
  readonly version: string;
  readonly log?: Log;
  /** Where help and versions go, and what is wrong with the words. */
  readonly writeOut: (text: string) => void;
  readonly writeErr: (text: string) => void;
  readonly terminalFor: (options: GlobalOptions) => Terminal;
  readonly contextFor: (options: GlobalOptions, terminal: Terminal) => CommandContext;
}

const adders = [
  addDemoCommand,
  addConnectScriptCommand,
  addSignInCommands,
  addCaptureCommand,
  addBrowseCommands,
  addDiffCommand,
  addHistoryCommand,
  addPlanCommands,
  addRecoveryCommands,
  addRecordCommand,
  addCheckCommand,
  addDiagnosticsCommand,
  addRetentionCommands,
  addScheduleCommand,
  addKeysCommands,
  addCopiesCommands,
  addExchangeCommands,
];

/** Runs one command line and returns the exit code. Expected errors become one sentence on stderr; bugs say so. */
export async function runCommandLine(args: readonly string[], options: ProgramOptions): Promise<number> {
  let code: number = exitCodes.done;
  let terminal: Terminal | undefined;
  const program = baseProgram(options);
  const context = () => {
    const global = program.opts<GlobalOptions>();
    terminal ??= options.terminalFor(global);
    return options.contextFor(global, terminal);
  };
  for (const add of adders) add(program, context, (ended) => (code = ended));
  const telling = tellLog(program, options);
  try {
    await program.parseAsync([...args], { from: "user" });
    telling.ended("ok", code);
    return code;
  } catch (error) {
    telling.failed(error);
    if (error instanceof CommanderError) {
      // The options may not have been read to the end.
      return tellUsage(error, args.includes("--json") ? options.terminalFor({ json: true }) : undefined);
    }
    return tellError(error, terminal ?? options.terminalFor(program.opts<GlobalOptions>()));
  }
}

/** The command by its name and how it ended; never what was typed. */
function tellLog(program: Command, { log, version }: ProgramOptions) {
  const started = performance.now();
  let command: string | undefined;
  program.hook("preAction", (_program, called) => {
    const above = called.parent === program || called.parent === null ? [] : [called.parent.name()];
    command = [...above, called.name()].join(" ");
    if (log !== undefined) logStart(log, { host: { version } }, true);
  });
  const ended = (outcome: LogFields<"command.ended">["outcome"], exitCode: number) => {
    if (command === undefined) return;
    log?.write("command.ended", { command, milliseconds: performance.now() - started, exitCode, outcome });
  };
  const failed = (error: unknown) => {
    if (error instanceof CommanderError) return;
    const { code } = toErrorShape(error);
    if (code === "INTERNAL") log?.write("call.failed", faultOf(error));
    ended(code, exitCodeOf(code));
  };
  return { ended, failed };
}

function baseProgram({ version, writeOut, writeErr }: ProgramOptions): Command {
  return new Command("reinstate")
    .description("Snapshots, difference reports and surgical recovery for Microsoft Entra ID")
    .version(version)
    .option("--vault <dir>", "the vault's folder", notEmpty)
    .option("--passphrase-file <file>", "file whose first line is the vault's passphrase", notEmpty)
    .option("--cloud <name>", "cloud file (contoso.json), or global, us-gov-l4, us-gov-l5, china, demo", notEmpty)
    .option("--accept-head", "go on although head.json disagrees: an older copy of the vault was put back on purpose")
    .option("--json", "one JSON document on stdout, everything else on stderr")
    .option("--quiet", "no progress and no notes; of a complete capture nothing at all")
    .option("--unattended", "nobody is there: never open a browser; without a terminal only `signin` opens one")
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({ writeOut, writeErr })
    .showHelpAfterError("(see --help)")
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 differences, 2 usage, 3 finished in part, 4 sign-in or permission, 5 integrity, 6 tenant unreachable.\nExample:\n  reinstate demo --scenario lockout",
    );
}

/** `--vault "$UNSET"` would be the folder that one happens to be in. */
function notEmpty(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("It is empty.");
  return text;
}

/** Commander has told it on stderr; a program that asked for JSON gets a document all the same. */
function tellUsage({ code, message, exitCode }: CommanderError, json: Terminal | undefined): number {
  if (exitCode === 0) return exitCodes.done;
  const sentence =
    code === "commander.help"
      ? "No command was given."
      : message
          .replace(/^error: /u, "")
          .replaceAll("\n", " ")
          .replace(/\.?$/u, ".");
  json?.document({ error: { code: "USAGE_INVALID", message: `${sentence} See --help.`, retryable: false } });
  return exitCodes.usage;
}

function tellError(error: unknown, terminal: Terminal): number {
  const shape = toErrorShape(error);
  terminal.document({ error: shape });
  terminal.error(shape.details === undefined ? shape.message : `${shape.message} (${shape.details})`);
  if (!(error instanceof ReinstateError) && error instanceof Error && error.stack !== undefined) {
    // Without the words of the error, which may run over several lines and may name somebody.
    const frames = error.stack.split("\n").filter((line) => /^ {4}at /u.test(line));
    terminal.error(frames.slice(0, 5).join("\n"));
  }
  return exitCodeOf(shape.code);
}
