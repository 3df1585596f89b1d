import type { Change } from "../../preload/contract/change.ts";
import { type ObjectType, objectTypes } from "../../preload/contract/directory-object.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { ObjectNames, ReportSide, UnknownType } from "../../preload/contract/views.ts";
import { attribute } from "../compare/attribute-change.ts";
import { narrow } from "../compare/matches-filter.ts";
import { UnreadLinks } from "../compare/unread-links.ts";
import { unreadBin, unreadInBoth, unreadParts } from "../compare/unread-parts.ts";
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
  unread?: UnreadLinks,
): Generator<Change> {
  for (const difference of differencesBetween(vault, from, to, filter.types, unread)) {
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
  const unread = new UnreadLinks();
  for (const change of changesBetween(vault, from, to, options.filter, options.records, unread)) {
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
  const unknown = unknownTypes(from, to, options.filter?.types, unread);
  return { from, to, changes, unknown, warnings: warnOfReaders(from, to) };
}

/** What is told of a snapshot at either side of a comparison. */
export function sideOf({ number, endedAt, complete, origin }: SnapshotRecord): ReportSide {
  return { snapshotNumber: number, endedAt, complete, live: origin.kind === "checkpoint" };
}

/**
 * Types that a side does not hold, or not all of it: what is missing there is unknown, never deleted and never unchanged. `types`:
 * the only ones that were asked for.
 */
export function unknownTypes(
  from: SnapshotRecord,
  to: SnapshotRecord,
  types?: readonly ObjectType[],
  links = new UnreadLinks(),
): readonly UnknownType[] {
  return (types ?? objectTypes).flatMap((type): readonly UnknownType[] => {
    if (from.types[type] === undefined && to.types[type] === undefined)
      return [{ type, reason: "Not captured in either snapshot.", ...(types === undefined && { onBothSides: true }) }];
    const whole = [from, to].flatMap((record) => reasonWhyUnknown(record, type));
    const missing = [...whole, ...unreadParts({ type, from, to, links }), ...unreadBin({ type, from, to })];
    const reason = [...missing, ...unreadInBoth({ type, from, to })].join(" ");
    if (reason === "") return [];
    return [missing.length > 0 ? { type, reason } : { type, reason, onBothSides: true }];
  });
}

/** A sentence if the snapshot does not hold the type completely, else none. */
export function reasonWhyUnknown(record: SnapshotRecord, type: ObjectType): readonly string[] {
  const proof = record.types[type];
  if (proof === undefined) return [`Snapshot ${record.number} did not ask for it.`];
  if (proof.complete) return [];
  return [`Snapshot ${record.number} does not hold all of it: ${proof.reason ?? "the reading was not finished."}`];
}
