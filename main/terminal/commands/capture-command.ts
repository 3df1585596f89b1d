import type { Command } from "commander";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { type AfterBackup, afterBackup } from "../../flows/after-backup.ts";
import { backUp } from "../../flows/backup.ts";
import type { CommandContext, OpenedSession } from "../command-context.ts";
import { proofLines, quietLine } from "../describe-proof.ts";
import { exitCodes } from "../exit-code.ts";
import { keepMostMembers, mostMembersOption } from "../most-members-option.ts";
import { readFilter } from "../read-filter.ts";
import { keepShare, shareOption } from "../share-option.ts";
import type { Terminal } from "../terminal.ts";
import { describeNumbers } from "./retention-commands.ts";
import { withSession } from "./with-session.ts";

interface CaptureChoice {
  readonly types?: string;
  readonly full?: true;
  readonly anew?: true;
  readonly share?: number;
  readonly mostMembers?: number;
}

/** `capture`: takes a snapshot; exit 3 when a type could not be read completely, or a copy of the vault not be written. */
export function addCaptureCommand(program: Command, context: () => CommandContext, done: (code: number) => void): void {
  program
    .command("capture")
    .description("take a snapshot of the tenant")
    .option("--types <list>", "only these object types; the rest is unknown in this snapshot")
    .option("--full", "read everything, even where changes alone would do")
    .option("--anew", "drop what an interrupted capture has read, instead of going on from there")
    .addOption(shareOption())
    .addOption(mostMembersOption())
    .addHelpText("after", "\nExample:\n  reinstate capture --cloud demo --passphrase-file pass.txt --json")
    .action(async (options: CaptureChoice) => {
      const { terminal, control } = context();
      const { types } = await readFilter(options);
      const take = async (session: OpenedSession) => {
        const told: string[] = [];
        keepShare(session, options.share);
        keepMostMembers(session, options.mostMembers);
        const record = await backUp(session, {
          ...control,
          full: options.full === true,
          anew: options.anew === true,
          onNote: (note) => told.push(note),
          ...(types === undefined ? {} : { types }),
        });
        const after = await afterBackup(session, control, { record, told });
        terminal.document({ ...toDocument(record), ...after });
        if (terminal.quiet) tellShortly(terminal, record);
        else tellWhole(terminal, record, after);
        tellNotes(terminal, after);
        const isDone = record.complete && after.copies.every(({ problem }) => problem === null);
        done(isDone ? exitCodes.done : exitCodes.partial);
      };
      await withSession(context(), take, { create: true });
    });
}

function tellShortly(terminal: Terminal, record: SnapshotRecord): void {
  const short = quietLine(record);
  if (short !== undefined) terminal.error(short);
}

function tellWhole(terminal: Terminal, record: SnapshotRecord, { removed }: AfterBackup): void {
  for (const line of linesOf(record)) terminal.line(line);
  if (removed.length > 0) terminal.line(`  Thinned out as the retention says: ${describeNumbers(removed)}.`);
}

/** That a copy of the vault failed is an error, which is told whoever wants to hear nothing else. */
function tellNotes(terminal: Terminal, { copies, notes }: AfterBackup): void {
  const failed = new Set(copies.map(({ problem }) => problem));
  for (const note of notes)
    if (failed.has(note)) terminal.error(note);
    else terminal.note(note);
}

function toDocument(record: SnapshotRecord) {
  const types = Object.fromEntries(
    Object.entries(record.types).map(([type, proof]) => {
      const { selected: _selected, links: _links, ...told } = proof;
      return [type, told];
    }),
  );
  return {
    snapshot: record.number,
    id: record.id,
    startedAt: record.startedAt,
    endedAt: record.endedAt,
    complete: record.complete,
    types,
    ...(record.auditReason === undefined ? {} : { auditReason: record.auditReason }),
  };
}

function linesOf(record: SnapshotRecord): readonly string[] {
  return [
    `Snapshot ${record.number} (${record.id.slice(0, 12)}) of ${record.endedAt}, ${record.complete ? "complete" : "NOT complete"}`,
    ...proofLines(record),
    ...(record.auditReason === undefined ? [] : [`  Audit records are missing: ${record.auditReason}`]),
  ];
}
