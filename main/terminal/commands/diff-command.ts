import type { Command } from "commander";
import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import { unknownByReason } from "../../../preload/contract/unknown-by-reason.ts";
import type { ReportContent, ReportFormat } from "../../exchange/report-as.ts";
import { reportAs, reportFormats } from "../../exchange/report-as.ts";
import { pluralsOf } from "../../exchange/report-table.ts";
import { writeTextFile } from "../../exchange/write-text-file.ts";
import { backUp } from "../../flows/backup.ts";
import { makeReport, type Report, reportNames } from "../../flows/report.ts";
import { idsOfNothing } from "../../plan/choice-warnings.ts";
import { resolveSnapshot } from "../../vault/resolve-snapshot.ts";
import type { CommandContext, OpenedSession } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import { oneNamed } from "../one-named.ts";
import type { FilterOptions } from "../read-filter.ts";
import { addFilterOptions, readFilter } from "../read-filter.ts";
import type { Terminal } from "../terminal.ts";
import { reading, withSession } from "./with-session.ts";

interface DiffOptions extends FilterOptions {
  readonly format?: string;
  readonly output?: string;
}

/** `diff A B|now`: exit 0 when nothing differs, 1 when something does, 3 when only the known part was seen not to. */
export function addDiffCommand(program: Command, context: () => CommandContext, done: (code: number) => void): void {
  const command = program
    .command("diff")
    .description("what changed between two snapshots, or between a snapshot and now")
    .argument("<from>", "snapshot")
    .argument("<to>", "snapshot, or now for the live tenant")
    .option("--format <format>", reportFormats.join(", "))
    .option("--output <file>", "write the report there");
  addFilterOptions(command)
    .addHelpText(
      "after",
      "\nExample:\n  reinstate diff latest now --types conditionalAccessPolicy --format html --output report.html",
    )
    .action(async (from: string, to: string, options: DiffOptions) => {
      const { terminal, control } = context();
      const format = oneNamed("format", reportFormats, options.format ?? (terminal.json ? "json" : "table"));
      const filter = await readFilter(options);
      await withSession(
        context(),
        async (session) => {
          const fromRecord = resolveSnapshot(session.vault.snapshots(), from);
          const toRecord = await otherSide(session, to, filter.types, context());
          const report = await makeReport(session.vault, fromRecord, toRecord, { ...control, filter });
          const find = (type: ObjectType, id: string) =>
            session.vault.object(fromRecord.number, type, id) ?? session.vault.object(toRecord.number, type, id);
          const stranger = idsOfNothing(filter.ids ?? [], "neither in the one snapshot nor in the other", find);
          if (stranger !== undefined) terminal.note(`Warning: ${stranger}`);
          for (const warning of report.warnings) terminal.note(`Warning: ${warning}`);
          const { tenantName } = session.vault.description;
          await tellReport(terminal, format, options.output, {
            ...report,
            tenantName,
            names: reportNames(session.vault, report),
            width: terminal.width,
          });
          for (const { types, reason } of unknownByReason(report.unknown))
            terminal.note(`Not known in full: ${pluralsOf(types)}. ${reason}`);
          done(exitCodeFor(report));
          // `now` takes a snapshot of its own.
        },
        to === "now" ? { create: false } : reading,
      );
    });
}

/** A cron job that goes by the code must not take "unknown" for "unchanged"; what nobody may read, it would hear of every night. */
function exitCodeFor({ changes, unknown }: Report): number {
  if (changes.length > 0) return exitCodes.differences;
  return unknown.every(({ onBothSides }) => onBothSides) ? exitCodes.done : exitCodes.partial;
}

function otherSide(
  session: OpenedSession,
  to: string,
  types: readonly ObjectType[] | undefined,
  { control }: CommandContext,
) {
  if (to !== "now") return resolveSnapshot(session.vault.snapshots(), to);
  return backUp(session, { ...control, kind: "checkpoint", ...(types === undefined ? {} : { types }) });
}

/** Onto stdout, or into the file; with --json the document goes to stdout besides. */
async function tellReport(
  terminal: Terminal,
  format: ReportFormat,
  file: string | undefined,
  report: ReportContent,
): Promise<void> {
  if (file !== undefined) {
    await writeTextFile(file, reportAs(format, report));
    terminal.note(`The report is in ${file}.`);
    if (!terminal.json) return;
  }
  const shown = terminal.json ? "json" : format;
  for (const part of reportAs(shown, report)) terminal.raw(part);
}
