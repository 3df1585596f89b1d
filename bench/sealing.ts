import { setImmediate } from "node:timers/promises";
import { createVault } from "../main/vault/create-vault.ts";
import type { SnapshotHeader, SnapshotSeal, Vault } from "../main/vault/vault.ts";
import type { AuditRecord } from "../preload/contract/audit-record.ts";
import type { DirectoryObject } from "../preload/contract/directory-object.ts";
import type { SnapshotRecord, TypeProof } from "../preload/contract/snapshot.ts";
import { makeAudit } from "./make-audit.ts";

export const passphrase = "bench";
/** Graph's largest. */
const pageSize = 999;
const types = ["user", "group", "application"] as const;

/** A vault of the made-up tenant whose passphrase costs nothing. */
export function createBenchVault(folder: string): Vault {
  const tenantId = "00000000-0000-0000-0000-000000000001";
  const now = new Date(Date.UTC(2026, 0, 1)).toISOString();
  return createVault({ folder, tenantId, tenantName: "Contoso", passphrase, now, passphraseCost: 1024 });
}

interface SealChoices {
  /** The objects are what a delta round told: all others stay. */
  readonly isDelta?: boolean;
  readonly audit?: Iterable<AuditRecord>;
}

/** What the audit log holds of the next day's changes. */
export function auditOf(vault: Vault, changed: readonly DirectoryObject[]): readonly AuditRecord[] {
  return [...makeAudit(changed, dayAfter(vault))];
}

/** Seals objects of the made-up work as the next day's snapshot. */
export function seal(
  vault: Vault,
  objects: readonly DirectoryObject[],
  { isDelta = false, audit = [] }: SealChoices = {},
): SnapshotRecord {
  const begun = begin(vault, isDelta);
  begun.add(objects);
  begun.addAuditRecords(audit);
  return finish(vault, begun, objects);
}

/** The same in full as a capture does it: page after page, and others have their turn in between. */
export async function sealPages(vault: Vault, objects: readonly DirectoryObject[]): Promise<SnapshotRecord> {
  const begun = begin(vault);
  for (let start = 0; start < objects.length; start += pageSize) {
    begun.add(objects.slice(start, start + pageSize));
    await setImmediate();
  }
  return finish(vault, begun, objects);
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

function begin(vault: Vault, isDelta = false): SnapshotSeal {
  const origin = { kind: "capture", by: "bench", authentication: "none", apiVersion: "v1.0" } as const;
  const startedAt = dayAfter(vault);
  return vault.beginSnapshot({ startedAt, origin, ...(isDelta ? { basedOn: latest(vault) } : {}) });
}

function finish(vault: Vault, begun: SnapshotSeal, objects: readonly DirectoryObject[]): SnapshotRecord {
  const proofs = Object.fromEntries(types.map((type) => [type, proofOf(objects, type)]));
  return begun.finish({ endedAt: dayAfter(vault), types: proofs });
}

function latest(vault: Vault): NonNullable<SnapshotHeader["basedOn"]> {
  return { snapshotNumber: vault.snapshots().length, types };
}

function dayAfter(vault: Vault): string {
  return new Date(Date.UTC(2026, 0, 2 + vault.snapshots().length)).toISOString();
}
