import type { Change } from "../../preload/contract/change.ts";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { ObjectComparison, OpenedChange } from "../../preload/contract/views.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { attribute } from "../compare/attribute-change.ts";
import { compareObjects } from "../compare/compare-objects.ts";
import { UnreadLinks } from "../compare/unread-links.ts";
import { unreadBin, unreadParts } from "../compare/unread-parts.ts";
import { warnOfReaders } from "../compare/warn-of-readers.ts";
import type { Vault } from "../vault/vault.ts";
import { idsInChange } from "./ids-in-change.ts";
import { inBinBetween } from "./in-bin-between.ts";
import { namesOf } from "./names-of.ts";
import { recordsBetween } from "./records-between.ts";
import { reasonWhyUnknown, sideOf } from "./report.ts";
import { sidesOfChange } from "./sides-of-change.ts";

/** What a report of the two snapshots says of one object; undefined: nothing that both hold differs. */
export function changeOf(
  vault: Vault,
  from: SnapshotRecord,
  to: SnapshotRecord,
  type: ObjectType,
  id: string,
  unread?: UnreadLinks,
): Change | undefined {
  const difference = compareObjects(vault.object(from.number, type, id), vault.object(to.number, type, id), {
    definition: definitionOf(type),
    beforeProof: from.types[type],
    afterProof: to.types[type],
    isInBin: inBinBetween(vault, from.number, to.number),
    unread,
  });
  if (difference === undefined) return undefined;
  const { index, window } = recordsBetween(vault, from, to);
  return { ...difference, attribution: attribute(difference, index, window) };
}

/** A change with the object on both sides and the names of what it mentions. */
export function describeChange(vault: Vault, from: number, to: number, change: Change): OpenedChange {
  return {
    change,
    ...sidesOfChange(vault, from, to, change),
    names: namesOf(vault, [to, from], idsInChange(change)),
  };
}

/** One object at two times, without comparing anything else. */
export function compareObject(
  vault: Vault,
  from: SnapshotRecord,
  to: SnapshotRecord,
  type: ObjectType,
  id: string,
): ObjectComparison {
  const links = new UnreadLinks();
  const change = changeOf(vault, from, to, type, id, links);
  const whole = [from, to].flatMap((record) => reasonWhyUnknown(record, type));
  const isOnBoth = [from, to].every(({ number }) => vault.hashOf(number, type, id) !== undefined);
  return {
    from: sideOf(from),
    to: sideOf(to),
    found: change === undefined ? null : describeChange(vault, from.number, to.number, change),
    unknown: [
      ...whole,
      ...unreadParts({ type, from, to, links }),
      // What is there on both sides has not gone anywhere.
      ...(isOnBoth ? [] : unreadBin({ type, from, to })),
    ],
    warnings: warnOfReaders(from, to),
  };
}
