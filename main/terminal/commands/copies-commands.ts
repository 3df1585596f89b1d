import type { Command } from "commander";
import type { CopyDescription } from "../../../preload/contract/copies.ts";
import { addCopy, copyVault, describeCopies, proveCopy, rebuildVault, removeCopy } from "../../flows/copies.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import { count } from "../format-progress.ts";
import { reading, withSession } from "./with-session.ts";

/** `copies`: where the vault is copied to after each snapshot; checks copies and makes a vault out of one. */
export function addCopiesCommands(program: Command, context: () => CommandContext, done: (code: number) => void): void {
  const commands = program
    .command("copies")
    .description("copies of the vault in other folders: list, add, run, check, remove; rebuild a vault out of one")
    .addHelpText("after", "\nExample:\n  reinstate copies add /mnt/share/reinstate");

  commands
    .command("list")
    .description("list the copies and how each is")
    .action(async () => {
      await withSession(context(), ({ vault }, { terminal }) => tell(terminal, describeCopies(vault)), reading);
      done(exitCodes.done);
    });

  commands
    .command("add")
    .description("copy the vault to this folder too, now and after each snapshot")
    .argument("<folder>")
    .action(async (folder: string) => {
      await withSession(context(), async (session, { terminal, control }) => {
        const added = await addCopy(session, folder, control);
        terminal.document({ added });
        terminal.line(`Added: ${lineOf(added)}`);
      });
      done(exitCodes.done);
    });

  commands
    .command("run")
    .description("read all copies back, mend them and bring them up to the vault; exit 3 if one could not be")
    .action(async () => {
      await withSession(context(), async (session, { terminal, control }) => {
        const copies = await copyVault(session, control, { readBack: true });
        tell(terminal, copies);
        done(copies.every(({ problem }) => problem === null) ? exitCodes.done : exitCodes.partial);
      });
    });

  commands
    .command("check")
    .description("read a copy back, make a vault of it and prove that")
    .argument("<id>", "as `copies list` names it")
    .action(async (id: string) => {
      await withSession(
        context(),
        async ({ vault }, { terminal, control, secret }) => {
          const {
            manifest,
            passedOver,
            endInDoubt: _,
            ...verdict
          } = await proveCopy(vault, id, await secret(), control);
          const isWhole = verdict.ok && passedOver.length === 0;
          terminal.document({ ...verdict, ok: isWhole, holds: manifest.number, at: manifest.at, passedOver });
          for (const problem of passedOver) terminal.line(`ALTERED: ${problem}.`);
          terminal.line(
            verdict.ok
              ? `Proven: the copy of ${manifest.at}, ${count(verdict.snapshots)} snapshots, ${count(verdict.bytes)} bytes.`
              : `ALTERED: ${verdict.problem ?? ""}`,
          );
          done(isWhole ? exitCodes.done : exitCodes.integrity);
        },
        reading,
      );
    });

  commands
    .command("remove")
    .description("copy there no more; what lies there stays")
    .argument("<id>", "as `copies list` names it")
    .action(async (id: string) => {
      await withSession(context(), ({ vault }, { terminal }) => {
        removeCopy(vault, id);
        terminal.document({ removed: id });
        terminal.line(`The vault is not copied to ${id} any more. What lies there stays.`);
      });
      done(exitCodes.done);
    });

  commands
    .command("rebuild")
    .description("make a vault out of a copy, in the folder that --vault names")
    .argument("<folder>", "where the copy lies")
    .action(async (from: string) => {
      const { terminal, control, folder } = context();
      const { manifest, passedOver } = await rebuildVault(from, folder, control);
      terminal.document({ rebuilt: folder, holds: manifest.number, at: manifest.at, passedOver });
      for (const problem of passedOver) terminal.note(`Passed over: ${problem}.`);
      terminal.line(
        `The vault of ${manifest.at}, up to snapshot ${manifest.number}, is in ${folder}. Prove it: reinstate check --vault ${folder}`,
      );
      done(passedOver.length === 0 ? exitCodes.done : exitCodes.partial);
    });
}

function tell(terminal: CommandContext["terminal"], copies: readonly CopyDescription[]): void {
  terminal.document({ copies });
  if (copies.length === 0)
    terminal.line("The vault is copied nowhere. Add a folder with `reinstate copies add FOLDER`.");
  for (const copy of copies) terminal.line(lineOf(copy));
}

function lineOf({ id, folder, succeededAt, holds, problem, bytesWritten }: CopyDescription): string {
  const state =
    succeededAt === null ? "never copied" : `${holds} at ${succeededAt}, ${count(bytesWritten)} bytes written`;
  return `${id}  ${folder}  ${state}${problem === null ? "" : `  FAILED: ${problem}`}`;
}
