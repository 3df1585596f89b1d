import type { Change } from "../../preload/contract/change.ts";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { ObjectNames, ReportSide, UnknownType } from "../../preload/contract/views.ts";
import { attribute } from "../compare/attribute-change.ts";
import { narrow } from "../compare/matches-filter.ts";
import { warnOfReaders } from "../compare/warn-of-readers.ts";
import type { Vault } from "../vault/vault.ts";
import type { ComparedVault } from "./by-new-ids.ts";
import { differencesBetween } from "./differences-between.ts";
import { giveWay } from "./give-way.ts";
import { idsInChange } from "./ids-in-change.ts";
import { namesOf } from "./names-of.ts";
import { type RecordsBetween, recordsBetween } from "./records-between.ts";
import type { WorkControl } from "./tenant-session.ts";

/** The difference between two snapshots, with who and when. */
export interface Report {
  readonly from: SnapshotRecord;
  readonly to: SnapshotRecord;
  readonly changes: readonly Change[];
  readonly unknown: readonly UnknownType[];
  /** What to know before believing the changes, in sentences. */
  readonly warnings: readonly string[];
}

/** Names for the ids that the report mentions, as far as either snapshot knows them; a long report shows only the first. */
export function reportNames(vault: Vault, { from, to, changes }: Pick<Report, "from" | "to" | "changes">): ObjectNames {
  const ids = new Set<string>();
  for (const change of changes) {
    if (ids.size >= mostNames) break;
    for (const id of idsInChange(change)) ids.add(id);
  }
  return namesOf(vault, [to.number, from.number], ids);
}

const batchSize = 500;
const mostNames = 5000;

/** snapshot × snapshot → changes, one after the other, so that not all of them have to be in memory. */
export function* changesBetween(
  vault: ComparedVault,
  from: SnapshotRecord,
  to: SnapshotRecord,
  filter: ChangeFilter = {},
  { index, window } = recordsBetween(vault, from, to),
): Generator<Change> {
  for (const difference of differencesBetween(vault, from, to, filter.types)) {
    if (difference === undefined) continue;
    const change = narrow({ ...difference, attribution: attribute(difference, index, window) }, filter);
    if (change !== undefined) yield change;
  }
}

/** The same as a whole, giving way to others in between. */
export async function makeReport(
  vault: ComparedVault,
  from: SnapshotRecord,
  to: SnapshotRecord,
  options: WorkControl & { readonly filter?: ChangeFilter; readonly records?: RecordsBetween } = {},
): Promise<Report> {
  const changes: Change[] = [];
  for (const change of changesBetween(vault, from, to, options.filter, options.records)) {
    changes.push(change);
    if (changes.length % batchSize !== 0) continue;
    options.onProgress?.({
      work: "report",
      message: "Comparing",
      done: changes.length,
      total: null,
      perSecond: null,
      secondsLeft: null,
    });
    await giveWay(options.signal);
  }
  const unknown = unknownTypes(from, to, options.filter?.types);
  return { from, to, changes, unknown, warnings: warnOfReaders(from, to) };
}

/** What is told of a snapshot at either side of a comparison. */
export function sideOf({ number, endedAt, complete, origin }: SnapshotRecord): ReportSide {
  return { snapshotNumber: number, endedAt, complete, live: origin.kind === "checkpoint" };
}

/** Types that one side does not hold completely: what is missing there is unknown, never deleted. */
export function unknownTypes(
  from: SnapshotRecord,
  to: SnapshotRecord,
  types?: readonly ObjectType[],
): readonly UnknownType[] {
  const asked = types ?? (Object.keys({ ...from.types, ...to.types }) as ObjectType[]);
  return asked.flatMap((type) => {
    const reasons = [from, to].flatMap((record) => reasonWhyUnknown(record, type));
    return reasons.length === 0 ? [] : [{ type, reason: reasons.join(" ") }];
  });
}

/** A sentence if the snapshot does not hold the type completely, else none. */
export function reasonWhyUnknown(record: SnapshotRecord, type: ObjectType): readonly string[] {
  const proof = record.types[type];
  if (proof === undefined) return [`Snapshot ${record.number} did not ask for it.`];
  if (proof.complete) return [];
  return [`Snapshot ${record.number} does not hold all of it: ${proof.reason ?? "the reading was not finished."}`];
}
