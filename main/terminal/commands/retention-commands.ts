import { type Command, InvalidArgumentError } from "commander";
import type { RetentionPolicy, RetentionPreview } from "../../../preload/contract/retention.ts";
import { nowOf } from "../../flows/tenant-session.ts";
import { thinOut } from "../../flows/thin-out.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import { count } from "../format-progress.ts";
import { reading, withSession } from "./with-session.ts";

type Changes = Partial<RetentionPolicy>;

/** `retention`: which snapshots stay, and why; `prune`: thins the others out now, as every capture does after itself. */
export function addRetentionCommands(
  program: Command,
  context: () => CommandContext,
  done: (code: number) => void,
): void {
  program
    .command("retention")
    .description("show or set how long snapshots stay; nothing younger than the floor ever goes")
    .option("--daily <n>", "keep one for each of the last n days that have any", wholeNumber)
    .option("--weekly <n>", "and for each of the last n weeks", wholeNumber)
    .option("--monthly <n>", "and for each of the last n months", wholeNumber)
    .option("--floor-days <n>", "everything of the last n days stays; 30 at least", wholeNumber)
    .addHelpText("after", "\nExample:\n  reinstate retention --daily 120 --floor-days 60")
    .action(async (changes: Changes) => {
      await withSession(
        context(),
        (session, { terminal }) => {
          const { vault } = session;
          const now = nowOf(session);
          if (Object.keys(changes).length > 0) vault.setRetention({ ...vault.retention(now).policy, ...changes }, now);
          const preview = vault.retention(now);
          terminal.document(preview);
          for (const line of linesOf(preview)) terminal.line(line);
        },
        Object.keys(changes).length > 0 ? { create: false } : reading,
      );
      done(exitCodes.done);
    });

  program
    .command("prune")
    .description("thin out the snapshots that the retention does not keep, and give their room back")
    .option("--dry-run", "only say what would go")
    .addHelpText("after", "\nExample:\n  reinstate prune --dry-run")
    .action(async ({ dryRun }: { dryRun?: boolean }) => {
      await withSession(context(), async (session, { terminal, control }) => {
        const { vault } = session;
        const before = vault.description.bytes;
        const removed =
          dryRun === true
            ? vault.retention(nowOf(session)).removed
            : ((await thinOut(session, control))?.removed ?? []);
        const freed = Math.max(0, before - vault.description.bytes);
        terminal.document({ dryRun: dryRun === true, removed, freed });
        const room = dryRun === true ? "" : `, ${count(freed)} bytes given back`;
        terminal.line(
          removed.length === 0
            ? `Every snapshot stays${room}.`
            : `${dryRun === true ? "Would thin out" : "Thinned out"} ${describeNumbers(removed)}${room}.`,
        );
      });
      done(exitCodes.done);
    });
}

/** "snapshots 1 to 10, 12". */
export function describeNumbers(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  const texts = runs.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`));
  return `${numbers.length === 1 ? "snapshot" : "snapshots"} ${texts.join(", ")}`;
}

function linesOf({ policy, floorDays, kept, removed, clock }: RetentionPreview): readonly string[] {
  const { daily, weekly, monthly } = policy;
  const longer =
    policy.floorDays < floorDays ? ` (set to ${policy.floorDays}; the longer one binds until it has passed)` : "";
  return [
    `One a day is kept for ${count(daily)} days, one a week for ${count(weekly)} weeks, one a month for ${count(monthly)} months that have any.`,
    `Nothing of the last ${count(floorDays)} days goes${longer}; nor imports, nor what a recovery went back to.`,
    `${count(kept.length)} snapshots stay, ${removed.length === 0 ? "none would go" : `${describeNumbers(removed)} would go`} now.`,
    ...clock.map((sentence) => `CLOCK: ${sentence}`),
  ];
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/u.test(text)) throw new InvalidArgumentError("It has to be a whole number.");
  return Number(text);
}
