import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { RetentionPolicy } from "../../../preload/contract/retention.ts";
import type { ScheduleState } from "../../../preload/contract/schedule.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { formatAgo, formatClockTime, formatMomentWithZone } from "../../ui/time.ts";
import { countOf, typeWords } from "../../ui/words.ts";
import { daysAfter, midnightOf } from "./calendar-days.ts";

export interface Health {
  readonly state: "good" | "mind" | "none";
  readonly sentence: string;
}

/** What is known of the days to come; a part that is not known yet is left out. */
export interface Outlook {
  readonly schedule?: Pick<ScheduleState, "nextAt"> | undefined;
  readonly retention?: Pick<RetentionPolicy, "daily"> | undefined;
}

const dayMs = 86_400_000;
/** A daily snapshot may be late by the hours that a computer sleeps. */
const oldMs = 1.5 * dayMs;

/** How well the tenant is backed up, in one sentence; where something is to be done, one that says what. */
export function healthOf(records: readonly SnapshotRecord[], now: number, outlook: Outlook = {}): Health {
  const newest = records.at(-1);
  if (newest === undefined) return { state: "none", sentence: "There is no snapshot yet." };
  const complete = records.findLast((record) => record.complete);
  if (complete === undefined)
    return { state: "mind", sentence: `No snapshot is complete yet. ${incompleteWords(newest)} Take another one.` };
  const age = formatAgo(complete.endedAt, now);
  if (now - Date.parse(complete.endedAt) > oldMs)
    return { state: "mind", sentence: `The last complete snapshot was taken ${age}. Take one now.` };
  if (!newest.complete)
    return {
      state: "mind",
      sentence: `The newest snapshot is partial: ${incompleteWords(newest)} The last complete one was taken ${age}.`,
    };
  const proven = isProven(newest) ? "complete, proven" : "complete, without a proof of how it was read";
  const parts = [`Last snapshot ${age}, ${proven}`, ...nextWords(outlook, now), ...keptWords(outlook)];
  return { state: "good", sentence: `${parts.join("; ")}.` };
}

/** Every type was read to its end, and the proof of that is in the snapshot. A folder that was imported has none. */
function isProven({ types }: SnapshotRecord): boolean {
  return Object.values(types).every(({ complete, reading }) => complete && reading !== undefined);
}

function nextWords({ schedule }: Outlook, now: number): readonly string[] {
  if (schedule === undefined) return [];
  const { nextAt } = schedule;
  if (nextAt === null) return ["no daily snapshot is set"];
  if (Date.parse(nextAt) <= now) return ["the next is due now"];
  const day = midnightOf(Date.parse(nextAt));
  if (day === midnightOf(now)) return [`next ${formatClockTime(nextAt)}`];
  if (day === daysAfter(midnightOf(now), 1)) return [`next tomorrow ${formatClockTime(nextAt)}`];
  return [`next ${formatMomentWithZone(nextAt)}`];
}

function keptWords({ retention }: Outlook): readonly string[] {
  return retention === undefined ? [] : [`${countOf(retention.daily, "day", "days")} kept`];
}

function incompleteWords(record: SnapshotRecord): string {
  return incompleteTypes(record)
    .map(({ type, reason }) => `${typeWords[type].many}: ${reason}`)
    .join(" ");
}

/** The types that a snapshot does not hold completely, and why. */
export function incompleteTypes(
  record: SnapshotRecord,
): readonly { readonly type: ObjectType; readonly reason: string }[] {
  return (Object.keys(record.types) as ObjectType[]).flatMap((type) => {
    const proof = record.types[type];
    if (proof === undefined || proof.complete) return [];
    return [{ type, reason: proof.reason ?? "The reading was not finished." }];
  });
}
