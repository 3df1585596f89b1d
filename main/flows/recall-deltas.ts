import { z } from "zod";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { DeltaBase, DeltaMemory } from "../capture/delta-base.ts";
import type { Vault } from "../vault/vault.ts";

const markSchema = z.object({
  link: z.string(),
  /** The snapshot that the link goes on from, and when its reading began. */
  snapshotNumber: z.number(),
  at: z.string(),
  /** When the type was last read in full. */
  fullAt: z.string(),
  /** What the round was begun with: with other properties, or another view of hidden members, it says other things. */
  select: z.string(),
  permissions: z.string(),
  /** Ids that were soft-deleted then, by type. */
  bin: z.record(z.string(), z.array(z.string())),
});
const marksSchema = z.record(z.string(), markSchema);
type Mark = z.infer<typeof markSchema>;

const secretName = "delta links";
const dayMs = 86_400_000;
/** Entra forgets links after 7 days; what a round may have missed is found by a full read at least weekly. */
const [longestLinkMs, longestWithoutFullMs] = [6 * dayMs, 7 * dayMs];

export interface RecalledDeltas extends DeltaMemory {
  /** When the first of the types was last read in full; undefined: there is nothing to go on from. */
  readonly fullSince: string | undefined;
  /** The same without anything to go on from. */
  withoutBases(whyFull: string): RecalledDeltas;
  /** Keeps the links of a snapshot that has been sealed, for the next one. */
  keep(record: SnapshotRecord): void;
}

/** The delta links of the last snapshot, as far as they may be used; the new ones are kept when theirs is sealed. */
export function recallDeltas(about: {
  readonly vault: Vault;
  readonly startedAt: string;
  readonly isFull: boolean;
  readonly permissions: readonly string[];
}): RecalledDeltas {
  const { vault, startedAt, isFull } = about;
  const permissions = [...about.permissions].sort().join(" ");
  const marks = storedMarks(vault);
  const fresh = new Map<ObjectType, Pick<Mark, "link" | "bin" | "select">>();
  const usable = objectTypes.filter(
    (type) => !isFull && isUsable(type, marks[type], vault, { startedAt, permissions }),
  );
  const recalled: RecalledDeltas = {
    bases: Object.fromEntries(usable.map((type) => [type, baseOf(type, marks[type] as Mark, vault)])),
    fullSince: usable.map((type) => marks[type]?.fullAt ?? "").sort()[0],
    withoutBases: (whyFull) => ({ ...recalled, bases: {}, whyFull }),
    onLink: (type, begun) => void fresh.set(type, structuredClone(begun) as Pick<Mark, "link" | "bin" | "select">),
    keep(record) {
      const { number: snapshotNumber } = record;
      const next: Record<string, Mark> = { ...marks };
      for (const [type, proof] of Object.entries(record.types) as [ObjectType, SnapshotRecord["types"][ObjectType]][]) {
        const begun = fresh.get(type);
        delete next[type];
        if (begun === undefined || proof?.complete !== true) continue;
        const fullAt = proof.mode === "full" ? startedAt : (marks[type]?.fullAt ?? startedAt);
        next[type] = { ...begun, snapshotNumber, at: startedAt, fullAt, permissions };
      }
      vault.setSecret(secretName, Buffer.from(JSON.stringify(next)));
    },
  };
  return recalled;
}

/** Links that cannot be read (written by another version) are none: everything is read in full then. */
function storedMarks(vault: Vault): Readonly<Record<string, Mark>> {
  const stored = vault.secret(secretName);
  if (stored === undefined) return {};
  try {
    return marksSchema.parse(JSON.parse(Buffer.from(stored).toString("utf8")));
  } catch {
    return {};
  }
}

function isUsable(
  type: ObjectType,
  mark: Mark | undefined,
  vault: Vault,
  now: { readonly startedAt: string; readonly permissions: string },
): boolean {
  if (mark === undefined) return false;
  const last = vault.snapshots().findLast(({ origin, types }) => origin.kind !== "import" && types[type] !== undefined);
  const ageMs = (since: string) => Date.parse(now.startedAt) - Date.parse(since);
  return (
    last?.number === mark.snapshotNumber &&
    last.types[type]?.complete === true &&
    mark.permissions === now.permissions &&
    // Where the clock was put back, nobody knows how old the link is.
    ageMs(mark.at) >= 0 &&
    ageMs(mark.at) <= longestLinkMs &&
    ageMs(mark.fullAt) < longestWithoutFullMs
  );
}

function baseOf(type: ObjectType, { link, bin, select, snapshotNumber }: Mark, vault: Vault): DeltaBase {
  const record = vault.snapshots().find(({ number }) => number === snapshotNumber);
  return {
    link,
    bin,
    select,
    read: record?.types[type]?.read ?? 0,
    object: (id) => vault.object(snapshotNumber, type, id),
    objects: () => vault.objects(snapshotNumber, type),
  };
}
