import { basename, resolve } from "node:path";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotOrigin, SnapshotRecord, TypeProof } from "../../preload/contract/snapshot.ts";
import type { ExportOpener } from "../exchange/export-key.ts";
import { readExport } from "../exchange/import-snapshot.ts";
import type { ExportEntry, ExportRefusal } from "../exchange/read-export-folder.ts";
import { readExportFolder } from "../exchange/read-export-folder.ts";
import type { SnapshotHeader, SnapshotSeal, Vault } from "../vault/vault.ts";
import { verifyRecord } from "../vault/verify-record.ts";
import { giveWay } from "./give-way.ts";
import { tellTenantsApart } from "./tell-tenants-apart.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { nowOf } from "./tenant-session.ts";

export interface Imported {
  readonly record: SnapshotRecord;
  readonly objects: number;
  readonly refused: readonly ExportRefusal[];
}

type OpenFor<Session> = (tenant: { readonly id: string; readonly name: string }) => Promise<Session>;

/** A folder of exported JSON does not say whose it is. */
const unknownTenantId = "00000000-0000-0000-0000-000000000000";

/**
 * An exported snapshot → this vault. The vault has to be of the same tenant, or new. Nothing is a snapshot unless the
 * whole file proves and the objects give the very root that the origin signed.
 */
export async function importFile(
  open: OpenFor<Pick<TenantSession, "vault">>,
  file: string,
  opener: ExportOpener,
  control: WorkControl = {},
): Promise<Imported> {
  const parts = readExport(file, opener, verifyRecord);
  const first = (await parts.next()).value;
  if (first?.kind !== "header") throw new ReinstateError("IMPORT_INVALID", `The file ${file} holds no snapshot.`);
  const { record: origin, publicKey } = first;
  const session = await open({ id: origin.tenantId, name: origin.tenantName });
  refuseOtherTenant(session.vault, origin);
  const header: SnapshotOrigin = { ...origin.origin, kind: "import", importedRecord: origin.id };
  const imported = { record: origin, publicKey };
  return sealing(session.vault, { startedAt: origin.startedAt, origin: header, imported }, async (seal) => {
    let objects = 0;
    for await (const part of parts) {
      await giveWay(control.signal);
      if (part.kind === "audit") seal.addAuditRecords(part.auditRecords);
      if (part.kind !== "objects") continue;
      seal.add(part.objects);
      objects += part.objects.length;
      control.onProgress?.({
        work: "import",
        message: "Importing",
        done: objects,
        total: null,
        perSecond: null,
        secondsLeft: null,
      });
    }
    const { endedAt, types, root: expectedRoot, auditReason } = origin;
    const end = { endedAt, types, expectedRoot };
    const record = seal.finish(auditReason === undefined ? end : { ...end, auditReason });
    return { record, objects, refused: [] };
  });
}

/** A folder of exported JSON → this vault. What is in the folder is taken as the whole of each type it holds. */
export async function importFolder(
  open: OpenFor<TenantSession>,
  folder: string,
  control: WorkControl = {},
): Promise<Imported> {
  const entries = readExportFolder(folder);
  const refused: ExportRefusal[] = [];
  const first = await firstObject(entries, refused);
  if (first === undefined) throw nothingIn(folder, refused);
  const session = await open({ id: unknownTenantId, name: basename(resolve(folder)) });
  const now = nowOf(session);
  const origin: SnapshotOrigin = {
    kind: "import",
    by: basename(resolve(folder)),
    authentication: "none",
    apiVersion: "v1.0",
  };
  return sealing(session.vault, { startedAt: now, origin }, async (seal) => {
    const proofs = new Map<ObjectType, FolderProof>();
    takeObject(seal, proofs, first);
    for await (const entry of entries) {
      await giveWay(control.signal);
      if (entry.kind === "refusal") refused.push(entry.refusal);
      else takeObject(seal, proofs, entry.object);
    }
    const types = Object.fromEntries([...proofs].map(([type, proof]) => [type, proofOf(proof, refused.length)]));
    const objects = [...proofs.values()].reduce((sum, proof) => sum + proof.read, 0);
    return { record: seal.finish({ endedAt: now, types }), objects, refused };
  });
}

/** Before anything is opened or made: a snapshot of nothing would say that everything was deleted. */
async function firstObject(
  entries: AsyncGenerator<ExportEntry>,
  refused: ExportRefusal[],
): Promise<DirectoryObject | undefined> {
  for (let entry = await entries.next(); entry.done !== true; entry = await entries.next()) {
    if (entry.value.kind === "object") return entry.value.object;
    refused.push(entry.value.refusal);
  }
  return undefined;
}

function nothingIn(folder: string, [first]: readonly ExportRefusal[]): ReinstateError {
  const why = first === undefined ? "There is no JSON file in it." : `${first.file} was left out: ${first.reason}`;
  return new ReinstateError("USAGE_INVALID", `The folder ${folder} holds nothing that can be imported. ${why}`);
}

interface FolderProof {
  read: number;
  readonly selected: Set<string>;
  readonly links: Set<string>;
}

function takeObject(seal: SnapshotSeal, proofs: Map<ObjectType, FolderProof>, object: DirectoryObject): void {
  seal.add([object]);
  const proof = proofs.get(object.type) ?? { read: 0, selected: new Set(), links: new Set() };
  proofs.set(object.type, proof);
  proof.read += 1;
  for (const name of Object.keys(object.properties)) proof.selected.add(name);
  for (const name of Object.keys(object.links)) proof.links.add(name);
}

/** A file that was left out may be of any type: what is not in the folder is unknown then, never deleted. */
function proofOf({ read, selected, links }: FolderProof, refused: number): TypeProof {
  const reason = refused === 0 ? {} : { reason: `${refused} files of the folder could not be read.` };
  const asked = { selected: [...selected].sort(), links: [...links].sort() };
  return {
    promised: null,
    read,
    pages: 1,
    complete: refused === 0,
    ...reason,
    ...asked,
    mode: "full",
    deletedItemsRead: false,
  };
}

async function sealing(
  vault: Vault,
  header: SnapshotHeader,
  fill: (seal: SnapshotSeal) => Promise<Imported>,
): Promise<Imported> {
  const seal = vault.beginSnapshot(header);
  try {
    return await fill(seal);
  } catch (error) {
    seal.abandon();
    throw error;
  }
}

function refuseOtherTenant(vault: Vault, origin: SnapshotRecord): void {
  const { tenantId, tenantName } = vault.description;
  if (tenantId === origin.tenantId) return;
  const [exported, own] = tellTenantsApart(
    { id: origin.tenantId, name: origin.tenantName },
    { id: tenantId, name: tenantName },
  );
  throw new ReinstateError(
    "VAULT_OTHER_TENANT",
    `The export is of the tenant ${exported} and this vault is of ${own}. Import it into a vault of its own: --vault FOLDER.`,
  );
}
