import { createHash, createPublicKey } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { ReviewedExport } from "../../preload/contract/review.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { ExportOpener } from "../exchange/export-key.ts";
import type { ImportedRecord } from "../vault/imported-record.ts";
import type { Vault } from "../vault/vault.ts";
import { giveWay } from "./give-way.ts";
import { importFile } from "./import.ts";
import { tellTenantsApart } from "./tell-tenants-apart.ts";
import type { WorkControl } from "./tenant-session.ts";
import { type ThrowAwayVault, throwAwayVault } from "./throw-away-vault.ts";

/** Exports of one tenant in a throw-away vault, in the order in which they were taken. */
export interface OpenedReview extends ThrowAwayVault {
  readonly exports: readonly ReviewedExport[];
}

interface Part {
  readonly vault: Vault;
  readonly record: SnapshotRecord;
  readonly file: Pick<ReviewedExport, "fileName" | "bytes">;
}

/**
 * Proves an export and opens it to be looked at, together with those of `beside`, which stays as it is and is the caller's to erase.
 * Errors: as for an import; VAULT_OTHER_TENANT, USAGE_INVALID if it is open already.
 */
export async function openForReview(
  path: string,
  opener: ExportOpener,
  control: WorkControl,
  beside?: OpenedReview,
): Promise<OpenedReview> {
  const alone = await readAlone(path, opener, control, beside);
  if (beside === undefined) return alone;
  try {
    const parts = [...partsOf(beside), ...partsOf(alone)];
    return await together(
      parts.sort((one, other) => (one.record.endedAt < other.record.endedAt ? -1 : 1)),
      control,
    );
  } finally {
    await alone.erase();
  }
}

async function readAlone(
  path: string,
  opener: ExportOpener,
  control: WorkControl,
  beside?: OpenedReview,
): Promise<OpenedReview> {
  let made: ThrowAwayVault | undefined;
  try {
    const open = async (tenant: { readonly id: string; readonly name: string }) => {
      refuseOtherTenant(tenant, beside);
      made = await throwAwayVault(tenant);
      return made;
    };
    const { record } = await importFile(open, path, opener, control);
    if (made === undefined) throw new Error("an import went to its end without a vault");
    const { vault, erase } = made;
    const opened = describePart(
      { vault, record, file: { fileName: basename(path), bytes: (await stat(path)).size } },
      1,
    );
    refuseAgain(opened, beside);
    return { vault, erase, exports: [opened] };
  } catch (error) {
    await made?.erase();
    throw error;
  }
}

function refuseOtherTenant(
  tenant: { readonly id: string; readonly name: string },
  beside: OpenedReview | undefined,
): void {
  const open = beside?.vault.description;
  if (open === undefined || open.tenantId === tenant.id) return;
  const [exported, shown] = tellTenantsApart(tenant, { id: open.tenantId, name: open.tenantName });
  throw new ReinstateError(
    "VAULT_OTHER_TENANT",
    `This export is of the tenant ${exported}, and the one that is open is of ${shown}. Close that one first: only exports of one tenant can be compared.`,
  );
}

function refuseAgain({ recordId }: ReviewedExport, beside: OpenedReview | undefined): void {
  if (beside?.exports.some((known) => known.recordId === recordId) !== true) return;
  throw new ReinstateError("USAGE_INVALID", "This snapshot is open already. Choose the export of another one.");
}

function partsOf({ vault, exports }: OpenedReview): readonly Part[] {
  return vault.snapshots().flatMap((record) => {
    const file = exports.find(({ snapshot }) => snapshot === record.number);
    return file === undefined ? [] : [{ vault, record, file }];
  });
}

async function together(parts: readonly Part[], control: WorkControl): Promise<OpenedReview> {
  const [first] = parts;
  if (first === undefined) throw new Error("a review of nothing");
  const { tenantId, tenantName } = first.vault.description;
  const made = await throwAwayVault({ id: tenantId, name: tenantName });
  try {
    const exports: ReviewedExport[] = [];
    for (const part of parts) exports.push(await addPart(made.vault, part, exports.at(-1), control));
    return { ...made, exports };
  } catch (error) {
    await made.erase();
    throw error;
  }
}

const always = ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] as const;
const atOnce = 2000;

async function addPart(
  into: Vault,
  part: Part,
  before: ReviewedExport | undefined,
  { signal }: WorkControl,
): Promise<ReviewedExport> {
  const { vault, record } = part;
  const imported = importedWith(part);
  const seal = into.beginSnapshot({ startedAt: record.startedAt, origin: record.origin, imported });
  try {
    let count = 0;
    for (const object of vault.objects(record.number)) {
      seal.add([object]);
      count += 1;
      if (count % atOnce === 0) await giveWay(signal);
    }
    seal.addAuditRecords(vault.auditRecords(...always));
    const { endedAt, types, root: expectedRoot } = imported.record;
    const auditReason = missingBetween(before, imported.record);
    const sealed = seal.finish({ endedAt, types, expectedRoot, ...(auditReason === undefined ? {} : { auditReason }) });
    return describePart({ vault: into, record: sealed, file: part.file }, sealed.number);
  } catch (error) {
    seal.abandon();
    throw error;
  }
}

/** An export holds the audit records since the snapshot before it: what lies between two that do not follow each other is in neither. */
function missingBetween(
  before: ReviewedExport | undefined,
  { previous, auditReason }: SnapshotRecord,
): string | undefined {
  if (before === undefined || before.recordId === previous) return auditReason;
  return "Other snapshots were taken between the two exports, and the audit records of that time left with those. Open their exports too.";
}

function importedWith({ vault, record }: Part): ImportedRecord {
  const imported = vault.importedRecord(record.number);
  if (imported === undefined) throw new Error("a snapshot of a review was not imported");
  return imported;
}

function describePart(part: Part, snapshot: number): ReviewedExport {
  const { record, publicKey } = importedWith(part);
  const { fileName, bytes } = part.file;
  const key = createPublicKey(publicKey).export({ type: "spki", format: "der" });
  return {
    snapshot,
    originalNumber: record.number,
    fileName,
    bytes,
    objects: Object.values(record.counts).reduce((sum, count) => sum + count, 0),
    takenAt: record.endedAt,
    complete: record.complete,
    recordId: record.id,
    previousId: record.previous,
    signedBy: createHash("sha256").update(key).digest("hex"),
  };
}
