import type { Change } from "../../../preload/contract/change.ts";
import { wordsOf } from "../../../preload/contract/part-words.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import type { UnknownType } from "../../../preload/contract/views.ts";
import { definitionOf } from "../../catalogue/catalogue.ts";
import { isExtensionName } from "../../catalogue/directory-extensions.ts";
import { compareObjects, type ObjectDifference } from "../../compare/compare-objects.ts";
import { inBinOf } from "../../compare/in-bin-for-tests.ts";
import type { Vault } from "../../vault/vault.ts";
import { makeReport } from "../report.ts";
import { type Holding, holdingOf } from "./hostile-tenant.ts";

/** What truly changed since the vault's first snapshot and the report to the one found neither shows nor calls unknown. */
export async function silentIn(vault: Vault, found: SnapshotRecord, truth: Holding): Promise<readonly string[]> {
  const [first] = vault.snapshots();
  if (first === undefined || first.number === found.number) return [];
  const { changes, unknown } = await makeReport(vault, first, found);
  return unsaid(trulyChanged(holdingOf(vault, first), truth), { changes, unknown }, found);
}

/** Parts of the differences that are in none of the changes and that no reason names. */
export function unsaid(
  differences: readonly ObjectDifference[],
  report: { readonly changes: readonly Change[]; readonly unknown: readonly UnknownType[] },
  found: SnapshotRecord,
): readonly string[] {
  const shown = new Set(report.changes.flatMap(partsOf).map(keyOf));
  const reasons = new Map(
    report.unknown.flatMap(({ type, reason, onBothSides }) => (onBothSides ? [] : [[type, reason] as const])),
  );
  return differences.flatMap(partsOf).flatMap((part) => {
    const reason = reasons.get(part.type);
    const isSaid = reason !== undefined && (found.types[part.type]?.complete !== true || reason.includes(part.words));
    return shown.has(keyOf(part)) || isSaid ? [] : [`${keyOf(part)} changed, and the report does not say so`];
  });
}

interface Part extends Pick<Change, "type" | "id"> {
  readonly name: string;
  /** What a report calls it where it was not read. */
  readonly words: string;
}

function partsOf({ type, id, kind, binUnread, attributes, links }: ObjectDifference): readonly Part[] {
  // What may lie in the bin is no claim that it does not.
  const kinds = kind === "modified" ? [] : binUnread ? [kind, "soft-deleted"] : [kind];
  const tops = new Set(attributes.map(({ path }) => path.split(/[.[]/u, 1)[0] ?? path));
  return [
    ...kinds.map((name) => ({ type, id, name, words: "The recycle bin of" })),
    ...[...tops].map((name) => ({
      ...{ type, id, name },
      words: isExtensionName(name) ? "extension attributes" : wordsOf(name),
    })),
    ...links.map(({ link }) => ({ type, id, name: link, words: wordsOf(link) })),
  ];
}

function keyOf({ type, id, name }: Part): string {
  return `${type} ${id}: ${name}`;
}

function trulyChanged(before: Holding, after: Holding): readonly ObjectDifference[] {
  const isInBin = inBinOf(before.objects, after.objects);
  return [...new Set([...before.objects.keys(), ...after.objects.keys()])].flatMap((key) => {
    const [then, now] = [before.objects.get(key), after.objects.get(key)];
    const type = (then ?? now)?.type ?? "user";
    const [beforeProof, afterProof] = [before.record.types[type], after.record.types[type]];
    const context = { definition: definitionOf(type), beforeProof, afterProof, isInBin };
    return compareObjects(then, now, context) ?? [];
  });
}
