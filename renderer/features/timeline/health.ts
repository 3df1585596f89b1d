import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { formatAgo } from "../../ui/time.ts";
import { typeWords } from "../../ui/words.ts";

export interface Health {
  readonly state: "good" | "mind" | "none";
  readonly sentence: string;
}

const dayMs = 86_400_000;
/** A daily snapshot may be late by the hours that a computer sleeps. */
const oldMs = 1.5 * dayMs;

/** How well the tenant is backed up, in one sentence that says what to do. */
export function healthOf(records: readonly SnapshotRecord[], now: number): Health {
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
  return { state: "good", sentence: `Healthy: the last complete snapshot was taken ${age}.` };
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
