import type { Command } from "commander";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { ObjectHistory } from "../../../preload/contract/views.ts";
import { changeLines } from "../../exchange/report-table.ts";
import { objectHistory } from "../../flows/object-history.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import { oneNamed } from "../one-named.ts";
import type { Terminal } from "../terminal.ts";
import { reading, withSession } from "./with-session.ts";

/** `history TYPE ID`: one object through all snapshots. */
export function addHistoryCommand(program: Command, context: () => CommandContext, done: (code: number) => void): void {
  program
    .command("history")
    .description("what became of one object, from snapshot to snapshot, and who did it")
    .argument("<type>", objectTypes.join(", "))
    .argument("<id>", "object id")
    .addHelpText("after", "\nExample:\n  reinstate history user 2b9c1f0e-5a77-4c62-9d4e-0f6f3f1f7a11")
    .action(async (type: string, id: string) => {
      const objectType = oneNamed("object type", objectTypes, type);
      await withSession(
        context(),
        async ({ vault }, { terminal, control }) => {
          const history = await objectHistory(vault, objectType, id, control.signal);
          terminal.document(documentOf(history));
          tellHistory(terminal, history);
        },
        reading,
      );
      done(exitCodes.done);
    });
}

function documentOf({ entries, ...history }: ObjectHistory) {
  const flat = entries.map(({ from, to, warnings, change: { kind, binUnread, attributes, links, attribution } }) => {
    return { from, to, kind, binUnread, attributes, links, attribution, warnings };
  });
  return { ...history, entries: flat };
}

function tellHistory(terminal: Terminal, { name, id, first, entries, unknown }: ObjectHistory): void {
  terminal.line(`${name}  ${id}`);
  terminal.line(`First seen in snapshot ${first.snapshot} (${first.endedAt}).`);
  for (const { from, to, change, names, warnings } of entries) {
    terminal.line(`\nSnapshot ${from.snapshot} (${from.endedAt}) to ${to.snapshot} (${to.endedAt})`);
    for (const warning of warnings) terminal.line(`  Warning: ${warning}`);
    for (const line of changeLines(change, names)) terminal.line(line);
  }
  if (entries.length === 0) terminal.line("It is the same in all snapshots that know of it.");
  for (const { reason } of unknown) terminal.note(`Passed over: ${reason}`);
}
