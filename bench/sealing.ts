import type { SnapshotHeader, Vault } from "../main/vault/vault.ts";
import type { DirectoryObject } from "../preload/contract/directory-object.ts";
import type { SnapshotRecord, TypeProof } from "../preload/contract/snapshot.ts";
import { makeAudit } from "./make-audit.ts";

export const passphrase = "bench";
const types = ["user", "group", "application"] as const;

interface SealChoices {
  /** The objects are what a delta round told: all others stay. */
  readonly isDelta?: boolean;
  /** Those that the audit log has records of. */
  readonly changed?: readonly DirectoryObject[];
}

/** Seals objects of the made-up work as the next day's snapshot. */
export function seal(
  vault: Vault,
  objects: readonly DirectoryObject[],
  { isDelta = false, changed = [] }: SealChoices = {},
): SnapshotRecord {
  const startedAt = dayAfter(vault);
  const origin = { kind: "capture", by: "bench", authentication: "none", apiVersion: "v1.0" } as const;
  const begun = vault.beginSnapshot({ startedAt, origin, ...(isDelta ? { basedOn: latest(vault) } : {}) });
  begun.add(objects);
  begun.addAuditRecords(makeAudit(changed, startedAt));
  return begun.finish({
    endedAt: startedAt,
    types: Object.fromEntries(types.map((type) => [type, proofOf(objects, type)])),
  });
}

export function proofOf(objects: readonly DirectoryObject[], type: string): TypeProof {
  const sample = objects.find((object) => object.type === type);
  return {
    promised: null,
    read: objects.length,
    pages: 1,
    complete: true,
    selected: Object.keys(sample?.properties ?? {}),
    links: Object.keys(sample?.links ?? {}),
    mode: "full",
    deletedItemsRead: true,
  };
}

/** As the product does after each snapshot, when nobody waits for it: what was sealed is brought into the one file. */
export function settle(vault: Vault): void {
  if (!vault.copySource().settle()) throw new Error("somebody reads the vault");
}

function latest(vault: Vault): NonNullable<SnapshotHeader["basedOn"]> {
  return { snapshotNumber: vault.snapshots().length, types };
}

export function dayAfter(vault: Vault): string {
  return new Date(Date.UTC(2026, 0, 2 + vault.snapshots().length)).toISOString();
}
