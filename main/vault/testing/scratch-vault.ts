import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RemovalRecord } from "../../../preload/contract/chain-event.ts";
import type { DirectoryObject, ObjectType } from "../../../preload/contract/directory-object.ts";
import type { SnapshotOrigin, SnapshotRecord, TypeProof } from "../../../preload/contract/snapshot.ts";
import { createVault } from "../create-vault.ts";
import { openVault } from "../open-vault.ts";
import type { CheckVerdict, SnapshotHeader, Vault } from "../vault.ts";

export const passphrase = "correct horse battery staple";
export const tenantId = "11111111-1111-4111-8111-111111111111";
export const origin: SnapshotOrigin = {
  kind: "capture",
  by: "admin@contoso.example",
  authentication: "delegated",
  apiVersion: "v1.0",
};
export const proof: TypeProof = {
  promised: null,
  read: 0,
  pages: 1,
  complete: true,
  selected: ["displayName"],
  links: ["members"],
  mode: "full",
  deletedItemsRead: true,
};
const startedAt = "2026-07-31T08:00:00Z";
const endedAt = "2026-07-31T08:05:00Z";

const folders: string[] = [];

/** An empty folder that `removeFolders` deletes. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-vault-"));
  folders.push(folder);
  return folder;
}

export function removeFolders(except: ReadonlySet<string> = new Set()): void {
  for (const folder of folders.splice(0)) {
    if (except.has(folder)) folders.push(folder);
    else rmSync(folder, { recursive: true, force: true });
  }
}

export function copyOf(folder: string): string {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

const places = new WeakMap<Vault, string>();

function placed(vault: Vault, folder: string): Vault {
  places.set(vault, folder);
  return vault;
}

export function newVault(folder = newFolder()): Vault {
  const vault = createVault({
    folder,
    tenantId,
    tenantName: "Contoso",
    passphrase,
    now: startedAt,
    passphraseCost: 16,
  });
  return placed(vault, folder);
}

/** The folder of one that holds a snapshot. */
export function closedVault(folder = newFolder()): string {
  const vault = newVault(folder);
  sealed(vault, [userOf("a")]);
  vault.close();
  return folder;
}

export function reopened(vault: Vault): Vault {
  const folder = places.get(vault) ?? "";
  vault.close();
  return placed(openVault({ folder, passphrase, tenantId }), folder);
}

export interface SealChoices {
  /** Those of the objects, if not told otherwise. */
  readonly types?: readonly ObjectType[];
  readonly basedOn?: SnapshotHeader["basedOn"];
  readonly remove?: readonly { readonly type: ObjectType; readonly id: string }[];
  readonly expectedRoot?: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
}

/** One whole snapshot. */
export function sealed(vault: Vault, objects: readonly DirectoryObject[], choices: SealChoices = {}): SnapshotRecord {
  const { basedOn, remove = [], expectedRoot } = choices;
  const seal = vault.beginSnapshot({
    startedAt: choices.startedAt ?? startedAt,
    origin,
    ...(basedOn === undefined ? {} : { basedOn }),
  });
  seal.add(objects);
  for (const { type, id } of remove) seal.remove(type, [id]);
  const types = choices.types ?? [...new Set([...objects.map(({ type }) => type), ...(basedOn?.types ?? [])])];
  return seal.finish({
    endedAt: choices.endedAt ?? endedAt,
    types: Object.fromEntries(types.map((type) => [type, proof])),
    ...(expectedRoot === undefined ? {} : { expectedRoot }),
  });
}

export function verdictOf(vault: Vault): CheckVerdict {
  const check = vault.check();
  for (;;) {
    const step = check.next();
    if (step.done === true) return step.value;
  }
}

export function userOf(id: string, properties: DirectoryObject["properties"] = {}): DirectoryObject {
  return { type: "user", id, properties: { displayName: `User ${id}`, ...properties }, links: { manager: [] } };
}

export function groupOf(id: string, members: readonly string[]): DirectoryObject {
  return { type: "group", id, properties: { displayName: `Group ${id}` }, links: { members, owners: [] } };
}

/** Ids that look as Graph's do, the same for the same number. */
export function guidOf(number: number): string {
  const spread = (Math.imul(number + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, "0");
  return `${spread}-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
}

/** Thins the vault out, the sweep included. */
export function thinned(vault: Vault, now: string): RemovalRecord | undefined {
  const work = vault.thinOut(now);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Noon of a day, counted from 1 August 2026 on. */
export function dayAt(day: number): string {
  return new Date(Date.UTC(2026, 7, 1, 12) + day * 86_400_000).toISOString();
}
