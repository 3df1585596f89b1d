import type { Command } from "commander";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { checkExport } from "../../flows/check-export.ts";
import { runSteps } from "../../flows/run-steps.ts";
import type { CheckVerdict, Vault } from "../../vault/vault.ts";
import type { CommandContext } from "../command-context.ts";
import { completenessOf } from "../describe-proof.ts";
import { exitCodes } from "../exit-code.ts";
import { exportOpener, type OpenerOptions } from "../export-opener.ts";
import { count } from "../format-progress.ts";
import { adviceFor } from "./altered-advice.ts";
import { reading, withSession } from "./with-session.ts";

interface CheckOptions extends OpenerOptions {
  readonly knownId?: string;
}

/** `check`: reads every byte of the vault, or of an export, back and proves it; exit 5 with the place if anything was altered. */
export function addCheckCommand(program: Command, context: () => CommandContext, done: (code: number) => void): void {
  program
    .command("check")
    .description("read every byte of the vault back and prove it; or of an exported snapshot, which needs no vault")
    .argument("[export]", "an age file that Reinstate exported")
    .option("--known-id <id>", "id of a record that an earlier check printed and you kept: it has to be in there still")
    .option("--export-passphrase-file <file>", "the export's own passphrase; the vault's when absent")
    .option("--identity-file <file>", "instead of a passphrase: the age identity file of one of its recipients")
    .addHelpText("after", "\nExample:\n  reinstate check")
    .action(async (file: string | undefined, options: CheckOptions) => {
      const knownId = knownIdOf(options);
      if (file !== undefined) return done(await tellExport(file, { ...options, knownId }, context()));
      await withSession(
        context(),
        async ({ vault }, { terminal, control, folder }) => {
          const proven = await runSteps(vault.check(), { work: "check", message: "Checking" }, control);
          const isKnown = knownId === undefined || vault.holds(knownId);
          const verdict = proven.ok && !isKnown ? { ...proven, ok: false, problem: unknownId } : proven;
          const newest = vault.snapshots().at(-1);
          terminal.document({ ...documentOf(verdict), ...(verdict.ok && newest && { newest: newestOf(newest) }) });
          const doubt = verdict !== proven ? "known" : verdict.endInDoubt === true ? "end" : "content";
          terminal.line(
            verdict.ok
              ? provenLine(verdict, vault, newest)
              : `ALTERED: ${problemOf(verdict)}${adviceFor(doubt, vault, folder)}`,
          );
          done(verdict.ok ? exitCodes.done : exitCodes.integrity);
        },
        reading,
      );
    });
}

function knownIdOf({ knownId }: CheckOptions): string | undefined {
  const id = knownId?.trim().toLowerCase();
  if (id === undefined || /^[0-9a-f]{64}$/u.test(id)) return id;
  throw new ReinstateError("USAGE_INVALID", "--known-id takes the 64 digits that `reinstate check` ends with.");
}

/** Only a whole folder that was put back proves, and yet lacks what somebody knows of it. */
const unknownId =
  "The record whose id you kept is not in this vault: the whole folder was put back to an older state, or is another vault's.";

/** In one line, for somebody who knows nothing of how a vault is made. That all is as it was sealed does not say that all was read. */
function provenLine({ snapshots, bytes }: CheckVerdict, vault: Vault, newest: SnapshotRecord | undefined): string {
  const { tenantName } = vault.description;
  if (newest === undefined) return `Proven, but empty: the vault of ${tenantName} holds no snapshot yet.`;
  return (
    `Proven: the vault of ${tenantName} is whole and as it was sealed. ` +
    `${snapshots === 1 ? "Its snapshot" : `All ${count(snapshots)} snapshots`} (${count(bytes)} bytes) read back to the last byte: every object and every signature holds, and none is missing at the end. ` +
    `The newest, ${newest.number} of ${newest.endedAt}, is ${completenessOf(newest)}. ` +
    `Keep its id elsewhere, and nobody puts an older folder back unnoticed: ${newest.id}`
  );
}

function problemOf({ problem = "the vault does not prove" }: CheckVerdict): string {
  return `${problem.replace(/\.$/u, "")}. `;
}

function documentOf({ ok, snapshots, bytes, problem }: CheckVerdict): object {
  return { ok, snapshots, bytes, ...(problem === undefined ? {} : { problem }) };
}

function newestOf({ number, endedAt, id, complete }: SnapshotRecord): object {
  return { number, endedAt, id, complete };
}

async function tellExport(
  file: string,
  { knownId, ...options }: OpenerOptions & { readonly knownId: string | undefined },
  context: CommandContext,
): Promise<number> {
  const { record, objects, bytes } = await checkExport(file, await exportOpener(options, context), context.control);
  const id = record.origin.importedRecord;
  if (knownId !== undefined && knownId !== id) {
    const problem = `The export proves, but its record is ${id}, not the one whose id you kept.`;
    context.terminal.document({ ok: false, snapshots: 1, bytes, problem });
    context.terminal.line(`ALTERED: ${problem} Ask whoever gave you the file, and whoever gave you the id.`);
    return exitCodes.integrity;
  }
  context.terminal.document({ ok: true, snapshots: 1, bytes });
  context.terminal.line(
    `Proven: the snapshot of ${record.tenantName} taken ${record.endedAt}, ${count(bytes)} bytes: its ${count(objects)} objects give the root that was signed. ` +
      `Record ${id}: ${knownId === undefined ? "compare it with the id that you kept, a signature alone does not say whose it is" : "it is the one whose id you kept"}. ` +
      `It is ${completenessOf(record)}.`,
  );
  return exitCodes.done;
}
