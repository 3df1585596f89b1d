import { deserialize, serialize } from "node:v8";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { ChangeEntry, ChangeLogName, DemoLinks, DemoState, MutableJsonObject } from "./demo-state.ts";
import type { LinkTable } from "./save/link-table.ts";
import { fromLinkTable, idNumbers, toLinkTable } from "./save/link-table.ts";
import type { ObjectTable } from "./save/object-table.ts";
import { fromTables, toTables } from "./save/object-table.ts";

const format = "reinstate-demo-2";

/** The tenant is tens of megabytes: bytes at a time. */
const chunkSize = 8 * 1024 * 1024;

type SetLinks = "members" | "owners" | "sponsors" | "manager";

/** Strings hold JSON; tables hold what there is much of. */
interface Saved {
  readonly format: string;
  readonly facts: Pick<DemoState, "tenantId" | "tenantName" | "domain" | "clockMs" | "random" | "sequence">;
  readonly objects: Readonly<Record<ObjectType, readonly ObjectTable[]>>;
  readonly ids: string;
  readonly links: Readonly<Record<SetLinks, LinkTable>>;
  readonly assignments: readonly ObjectTable[];
  readonly grants: readonly ObjectTable[];
  readonly federatedCredentials: string;
  readonly roleAssignments: string;
  /** Not in what was saved before there were any. */
  readonly roleEligibilities?: string;
  readonly extensionProperties: string;
  readonly deleted: string;
  readonly audits: readonly ObjectTable[];
  readonly changes: Readonly<Record<ChangeLogName, readonly ObjectTable[]>>;
}

/** The whole tenant as bytes. What the change log remembers of earlier values (for replication lag) is left out. */
export function saveState(state: DemoState): Uint8Array {
  return zstdCompressSync(serialize(toSaved(state)), { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize });
}

function toSaved(state: DemoState): Saved {
  const { tenantId, tenantName, domain, clockMs, random, sequence, links } = state;
  const numbers = idNumbers();
  const table = (map: ReadonlyMap<string, Iterable<string>>) => toLinkTable(map, numbers);
  const tables = { members: table(links.members), owners: table(links.owners), sponsors: table(links.sponsors) };
  const manager = table(new Map([...links.manager].map(([id, boss]) => [id, [boss]])));
  return {
    format,
    facts: { tenantId, tenantName, domain, clockMs, random, sequence },
    objects: perType((type) => toTables(state.objects[type].values())),
    links: { ...tables, manager },
    ids: JSON.stringify(numbers.ids),
    assignments: toTables(links.appRoleAssignments.values()),
    grants: toTables(links.grants.values()),
    federatedCredentials: JSON.stringify([...links.federatedCredentials]),
    roleAssignments: JSON.stringify([...links.roleAssignments]),
    roleEligibilities: JSON.stringify([...links.roleEligibilities]),
    extensionProperties: JSON.stringify([...links.extensionProperties]),
    deleted: JSON.stringify([...state.deleted]),
    // Entries are plain JSON, too: a type without an index signature says less than it could.
    audits: toTables(state.audits as unknown as readonly MutableJsonObject[]),
    changes: perLog((log) => toTables(state.changes[log].map(savedEntry))),
  };
}

function savedEntry({ sequence, atMs, id, what, target = null }: SavedEntry): MutableJsonObject {
  return { sequence, atMs, id, what, target };
}

type SavedEntry = Omit<ChangeEntry, "target"> & { readonly target?: string | null };

function changesOf(tables: readonly ObjectTable[]): ChangeEntry[] {
  const entries = [...fromTables(tables)] as unknown as readonly SavedEntry[];
  return entries.map(({ target, ...entry }) => (typeof target === "string" ? { ...entry, target } : entry));
}

function perLog<Value>(make: (log: ChangeLogName) => Value): Record<ChangeLogName, Value> {
  return { ...perType(make), oauth2PermissionGrant: make("oauth2PermissionGrant") };
}

function perType<Value>(make: (type: ObjectType) => Value): Record<ObjectType, Value> {
  return Object.fromEntries(objectTypes.map((type) => [type, make(type)])) as Record<ObjectType, Value>;
}

/** The tenant that `saveState` wrote. Throws IMPORT_INVALID for anything else. */
export function loadState(bytes: Uint8Array): DemoState {
  const saved = readSaved(bytes);
  return {
    ...saved.facts,
    objects: perType((type) => byId(saved.objects[type])),
    deleted: new Map(JSON.parse(saved.deleted) as [string, never][]),
    links: linksOf(saved),
    audits: [...fromTables(saved.audits)] as unknown as DemoState["audits"],
    changes: perLog((log) => changesOf(saved.changes[log])),
  };
}

function readSaved(bytes: Uint8Array): Saved {
  const damaged = "The demo tenant's file is damaged or of another version. Build the demo again in an empty folder.";
  let saved: Saved | undefined;
  try {
    saved = deserialize(zstdDecompressSync(bytes, { chunkSize })) as Saved;
  } catch (cause) {
    throw new ReinstateError("IMPORT_INVALID", damaged, { cause });
  }
  if (saved?.format !== format) throw new ReinstateError("IMPORT_INVALID", damaged);
  return saved;
}

function byId(tables: readonly ObjectTable[]): Map<string, MutableJsonObject> {
  const objects = new Map<string, MutableJsonObject>();
  for (const object of fromTables(tables)) objects.set(String(object.id), object);
  return objects;
}

function linksOf(saved: Saved): DemoLinks {
  const ids = JSON.parse(saved.ids) as readonly string[];
  const sets = (link: SetLinks) => fromLinkTable(saved.links[link], ids);
  const manager = new Map([...sets("manager")].map(([id, [boss = ""]]) => [id, boss]));
  return {
    members: sets("members"),
    owners: sets("owners"),
    sponsors: sets("sponsors"),
    manager,
    appRoleAssignments: byId(saved.assignments),
    grants: byId(saved.grants),
    federatedCredentials: new Map(JSON.parse(saved.federatedCredentials) as [string, MutableJsonObject[]][]),
    roleAssignments: new Map(JSON.parse(saved.roleAssignments) as [string, MutableJsonObject][]),
    roleEligibilities: new Map(JSON.parse(saved.roleEligibilities ?? "[]") as [string, MutableJsonObject][]),
    extensionProperties: new Map(JSON.parse(saved.extensionProperties) as [string, MutableJsonObject[]][]),
  };
}
