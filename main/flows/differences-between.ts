import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { compareObjects, type ObjectDifference } from "../compare/compare-objects.ts";
import type { UnreadLinks } from "../compare/unread-links.ts";
import type { ComparedVault } from "./by-new-ids.ts";
import { inBinBetween } from "./in-bin-between.ts";

/**
 * snapshot × snapshot → differences, before anybody asks who made them. Undefined for an object that differs in the vault
 * and not for a person, so that whoever counts can give way there too. `unread` takes the links that one side does not know.
 */
export function* differencesBetween(
  vault: ComparedVault,
  from: SnapshotRecord,
  to: SnapshotRecord,
  types?: readonly ObjectType[],
  unread?: UnreadLinks,
): Generator<ObjectDifference | undefined> {
  const isInBin = inBinBetween(vault, from.number, to.number);
  for (const { type, before, after } of vault.differingParts(from.number, to.number, types)) {
    const [beforeProof, afterProof] = [from.types[type], to.types[type]];
    yield compareObjects(before, after, { definition: definitionOf(type), beforeProof, afterProof, isInBin, unread });
  }
}
