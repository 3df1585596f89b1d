import { type Command, InvalidArgumentError, Option } from "commander";
import type { ScheduleState } from "../../../preload/contract/schedule.ts";
import { describeSchedule, setSchedule } from "../../flows/schedule.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import { count } from "../format-progress.ts";
import { reading, withSession } from "./with-session.ts";

interface ScheduleOptions {
  readonly hour?: number;
  readonly off?: true;
}

/** `schedule`: the daily snapshot that Reinstate takes while its window or tray runs. */
export function addScheduleCommand(
  program: Command,
  context: () => CommandContext,
  done: (code: number) => void,
): void {
  program
    .command("schedule")
    .description("show or set the daily snapshot that Reinstate takes while it runs with the vault unlocked")
    .option("--hour <0-23>", "take one every day at this hour of the computer's clock", hourOf)
    .addOption(new Option("--off", "take none").conflicts("hour"))
    .addHelpText("after", "\nExample:\n  reinstate schedule --hour 3")
    .action(async ({ hour, off }: ScheduleOptions) => {
      const isSet = hour !== undefined || off === true;
      await withSession(
        context(),
        (session, { terminal }) => {
          const before = describeSchedule(session);
          const settings = { daily: hour !== undefined, hour: hour ?? before.settings.hour };
          const state = isSet ? setSchedule(session, settings) : before;
          terminal.document(state);
          for (const line of linesOf(state)) terminal.line(line);
        },
        isSet ? { create: false } : reading,
      );
      done(exitCodes.done);
    });
}

function linesOf({ settings, nextAt, retryAt, failures, last, absences }: ScheduleState): readonly string[] {
  if (!settings.daily) return ["No snapshot is taken by itself."];
  const hour = `${String(settings.hour).padStart(2, "0")}:00`;
  return [
    `One snapshot a day, after ${hour} of this computer's clock; the next one is due ${nextAt ?? "when Reinstate runs"}.`,
    ...(last === null ? [] : [`The last attempt (${last.at}): ${last.problem ?? "taken"}`]),
    ...(last?.notes ?? []).map((note) => `  ${note}`),
    ...(failures === 0 ? [] : [`Failed ${count(failures)} times; not tried again before ${retryAt}.`]),
    ...absences.map(({ from, to, count: days, reason }) =>
      days === 1 ? `None of ${from}: ${reason}` : `None from ${from} to ${to} (${count(days)} days): ${reason}`,
    ),
  ];
}

function hourOf(text: string): number {
  if (!/^(\d|1\d|2[0-3])$/u.test(text)) throw new InvalidArgumentError("It has to be a whole hour from 0 to 23.");
  return Number(text);
}
