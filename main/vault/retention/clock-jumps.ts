import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";

const hourMs = 3_600_000;
/** Clocks are set right by seconds all the time. */
const toleranceMs = hourMs / 12;
/** A vault may have been left alone for that long. */
const longestPauseMs = 366 * 24 * hourMs;

type Taken = Pick<SnapshotRecord, "number" | "startedAt" | "endedAt" | "origin">;

/** Where the clock of this machine went back, or on by more than a year, between snapshots or since the last: sentences. */
export function clockJumps(records: readonly Taken[], now: string): readonly string[] {
  const own = records.filter(({ origin }) => origin.kind !== "import");
  const jumps = own.flatMap((record, index) => {
    const before = own[index - 1];
    if (before === undefined) return [];
    const jump = describeJump(before, record.startedAt);
    return jump === undefined ? [] : [`Snapshot ${record.number} was taken at ${record.startedAt}, ${jump}`];
  });
  const last = own.at(-1);
  const since = last === undefined ? undefined : describeJump(last, now);
  return since === undefined ? jumps : [...jumps, `It is ${now} by this machine's clock, ${since}`];
}

function describeJump({ number, endedAt }: Taken, time: string): string | undefined {
  const passed = Date.parse(time) - Date.parse(endedAt);
  if (passed < -toleranceMs)
    return `which is ${spanOf(-passed)} before snapshot ${number} ended: the clock was put back. Set it right.`;
  if (passed > longestPauseMs)
    return `which is ${spanOf(passed)} after snapshot ${number} ended: if that is not so, the clock was put forward. Set it right.`;
  return undefined;
}

function spanOf(milliseconds: number): string {
  const hours = milliseconds / hourMs;
  if (hours < 2) return `${Math.round(hours * 60)} minutes`;
  if (hours < 48) return `${Math.round(hours)} hours`;
  if (hours < 24 * 730) return `${Math.round(hours / 24)} days`;
  return `${Math.round(hours / 24 / 365)} years`;
}
