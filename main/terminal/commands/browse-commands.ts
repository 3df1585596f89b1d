import type { Command } from "commander";
import type { DirectoryObject } from "../../../preload/contract/directory-object.ts";
import { isSoftDeleted, nameOf, objectTypes } from "../../../preload/contract/directory-object.ts";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { resolveSnapshot } from "../../vault/resolve-snapshot.ts";
import type { CommandContext } from "../command-context.ts";
import { completenessOf, proofLines } from "../describe-proof.ts";
import { exitCodes } from "../exit-code.ts";
import { count } from "../format-progress.ts";
import { oneNamed } from "../one-named.ts";
import type { Terminal } from "../terminal.ts";
import { reading, withSession } from "./with-session.ts";

const findLimit = 200;

/** `snapshots`, `show` and `find`: what was captured. */
export function addBrowseCommands(program: Command, context: () => CommandContext, done: (code: number) => void): void {
  program
    .command("snapshots")
    .description("list the snapshots, oldest first")
    .addHelpText("after", "\nExample:\n  reinstate snapshots --json")
    .action(async () => {
      await withSession(
        context(),
        ({ vault }, { terminal }) => {
          const records = vault.snapshots();
          terminal.document({
            tenant: { id: vault.description.tenantId, name: vault.description.tenantName },
            snapshots: records,
          });
          if (records.length === 0) terminal.line("There are no snapshots yet. Take one with `reinstate capture`.");
          for (const record of records) {
            const total = Object.values(record.counts).reduce((sum, each) => sum + each, 0);
            terminal.line(
              `${String(record.number).padStart(4)}  ${record.id.slice(0, 12)}  ${record.endedAt}  ${count(total).padStart(9)} objects  ${record.origin.kind.padEnd(10)} ${completenessOf(record)}`,
            );
          }
        },
        reading,
      );
      done(exitCodes.done);
    });

  program
    .command("show")
    .description("browse a snapshot: its types, a type's objects, or one object")
    .argument("<snapshot>", "number, latest, latest~1, a date-time, or the start of its id")
    .argument("[type]", objectTypes.join(", "))
    .argument("[id]", "object id")
    .addHelpText("after", "\nExample:\n  reinstate show latest conditionalAccessPolicy")
    .action(async (snapshot: string, type: string | undefined, id: string | undefined) => {
      await withSession(
        context(),
        ({ vault }, { terminal }) => {
          const record = resolveSnapshot(vault.snapshots(), snapshot);
          if (type === undefined) {
            tellSnapshot(record, terminal);
            return;
          }
          const objectType = oneNamed("object type", objectTypes, type);
          if (id === undefined) {
            const objects = [...vault.objects(record.number, objectType)];
            terminal.document({ snapshot: record.number, type: objectType, objects: objects.map(toLine) });
            for (const object of objects) terminal.line(lineOf(object));
            return;
          }
          const object = vault.object(record.number, objectType, id);
          if (object === undefined)
            throw new ReinstateError(
              "USAGE_NOT_FOUND",
              `Snapshot ${record.number} holds no ${objectType} with the id ${id}.`,
            );
          terminal.document(object);
          terminal.line(JSON.stringify(object, null, 2));
        },
        reading,
      );
      done(exitCodes.done);
    });

  program
    .command("find")
    .description("search names, user principal names and ids")
    .argument("<text>")
    .option("--in <snapshot>", "where to look", "latest")
    .addHelpText("after", '\nExample:\n  reinstate find "break glass" --in latest~1')
    .action(async (text: string, options: { in: string }) => {
      await withSession(
        context(),
        ({ vault }, { terminal }) => {
          const record = resolveSnapshot(vault.snapshots(), options.in);
          const found = vault.find(record.number, text, findLimit);
          terminal.document({ snapshot: record.number, objects: found.map(toLine) });
          if (found.length === 0) terminal.line(`Nothing in snapshot ${record.number} is called that.`);
          for (const object of found) terminal.line(lineOf(object));
          if (found.length === findLimit)
            terminal.note(`Only the first ${findLimit} are listed. Write more of the name.`);
        },
        reading,
      );
      done(exitCodes.done);
    });
}

function tellSnapshot(record: SnapshotRecord, terminal: Terminal): void {
  terminal.document(record);
  for (const type of objectTypes)
    terminal.line(`${type.padEnd(28)} ${describeCount(record.counts[type], record.types[type])}`);
  terminal.line("How it was read:");
  for (const line of proofLines(record)) terminal.line(line);
}

function describeCount(
  counted: number | undefined,
  proof: { readonly complete: boolean; readonly reason?: string } | undefined,
): string {
  if (proof === undefined) return "not asked for (unknown)";
  return `${count(counted ?? 0).padStart(9)}${proof.complete ? "" : `  INCOMPLETE: ${proof.reason ?? ""}`}`;
}

function toLine(object: DirectoryObject) {
  return { type: object.type, id: object.id, name: nameOf(object), softDeleted: isSoftDeleted(object) };
}

function lineOf(object: DirectoryObject): string {
  return `${object.type.padEnd(28)} ${object.id}  ${nameOf(object)}${isSoftDeleted(object) ? "  (in the recycle bin)" : ""}`;
}
