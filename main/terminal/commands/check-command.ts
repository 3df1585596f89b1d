import type { Command } from "commander";
import { checkExport } from "../../flows/check-export.ts";
import { runSteps } from "../../flows/run-steps.ts";
import type { CheckVerdict, Vault } from "../../vault/vault.ts";
import type { CommandContext } from "../command-context.ts";
import { completenessOf } from "../describe-proof.ts";
import { exitCodes } from "../exit-code.ts";
import { exportOpener, type OpenerOptions } from "../export-opener.ts";
import { count } from "../format-progress.ts";
import { reading, withSession } from "./with-session.ts";

/** `check`: reads every byte of the vault, or of an export, back and proves it; exit 5 with the place if anything was altered. */
export function addCheckCommand(program: Command, context: () => CommandContext, done: (code: number) => void): void {
  program
    .command("check")
    .description("read every byte of the vault back and prove it; or of an exported snapshot, which needs no vault")
    .argument("[export]", "an age file that Reinstate exported")
    .option("--export-passphrase-file <file>", "the export's own passphrase; the vault's when absent")
    .option("--identity-file <file>", "instead of a passphrase: the age identity file of one of its recipients")
    .addHelpText("after", "\nExample:\n  reinstate check")
    .action(async (file: string | undefined, options: OpenerOptions) => {
      if (file !== undefined) return tellExport(file, options, context());
      await withSession(
        context(),
        async (session, { terminal, control }) => {
          const verdict = await runSteps(session.vault.check(), { work: "check", message: "Checking" }, control);
          terminal.document(verdict);
          terminal.line([sentenceOf(verdict), ...newestIn(session.vault)].join(" "));
          done(verdict.ok ? exitCodes.done : exitCodes.integrity);
        },
        reading,
      );
    });
}

/** That all is as it was sealed does not say that all was read. */
function newestIn(vault: Vault): readonly string[] {
  const newest = vault.snapshots().at(-1);
  return newest === undefined
    ? []
    : [`The newest snapshot, ${newest.number} of ${newest.endedAt}, is ${completenessOf(newest)}.`];
}

async function tellExport(file: string, options: OpenerOptions, context: CommandContext): Promise<void> {
  const { record, objects, bytes } = await checkExport(file, await exportOpener(options, context), context.control);
  context.terminal.document({ ok: true, snapshots: 1, bytes });
  context.terminal.line(
    `Proven: the snapshot of ${record.tenantName} taken ${record.endedAt}, ${count(bytes)} bytes: its ${count(objects)} objects give the root that was signed. ` +
      `Record ${record.origin.importedRecord}: compare it with the id that you kept, a signature alone does not say whose it is. ` +
      `It is ${completenessOf(record)}.`,
  );
}

function sentenceOf({ ok, snapshots, bytes, problem }: CheckVerdict): string {
  if (!ok)
    return `ALTERED: ${(problem ?? "the vault does not prove").replace(/\.$/u, "")}. Do not rely on what comes after that place; use a copy of the vault.`;
  return `Proven: ${count(snapshots)} snapshots, ${count(bytes)} bytes, every object, tree, record, signature and the head hold.`;
}
