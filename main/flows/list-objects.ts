import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { NamedObject, NamedObjects } from "../../preload/contract/views.ts";
import { isCalled, isNamed } from "../vault/is-called.ts";
import type { Vault } from "../vault/vault.ts";
import { namesOfType } from "./names-of-type.ts";

export interface ObjectQuery {
  readonly types?: readonly ObjectType[] | undefined;
  /** In a name, user principal name, app id or id, letter case ignored; empty: all objects. */
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

/** Those that are called so, and those whose ids merely hold the text. */
interface Found {
  readonly named: readonly NamedObject[];
  readonly others: readonly NamedObject[];
}

type Lists = ReadonlyMap<ObjectType, Found>;

/** A page of a snapshot's objects, by type, then by name; of a search, what is called so comes first. */
export async function listObjects(vault: Vault, record: SnapshotRecord, query: ObjectQuery): Promise<NamedObjects> {
  const types = objectTypes.filter((type) => record.types[type] !== undefined);
  const asked = types.filter((type) => query.types?.includes(type) !== false);
  const wanted = query.text.trim().toLowerCase();
  if (wanted === "") return browse(vault, record, types, asked, query);
  const found = await search(vault, record.number, types, wanted);
  const sizeOf = ({ named, others }: Found) => named.length + others.length;
  const byType = Object.fromEntries([...found].map(([type, each]) => [type, sizeOf(each)]));
  const lists = asked.flatMap((type) => found.get(type) ?? []);
  const all = [...lists.flatMap(({ named }) => named), ...lists.flatMap(({ others }) => others)];
  return { total: all.length, byType, rows: all.slice(query.offset, query.offset + query.limit) };
}

/** Reads the names of no type that the page does not touch: how many there are is in the snapshot's record. */
async function browse(
  vault: Vault,
  record: SnapshotRecord,
  types: readonly ObjectType[],
  asked: readonly ObjectType[],
  { offset, limit }: ObjectQuery,
): Promise<NamedObjects> {
  const countOf = (type: ObjectType) => record.counts[type] ?? 0;
  const rows: NamedObject[] = [];
  let start = 0;
  for (const type of asked) {
    const [first, last] = [offset - start, offset - start + limit];
    start += countOf(type);
    if (last <= 0 || first >= countOf(type)) continue;
    rows.push(...(await namesOfType(vault, record.number, type)).slice(Math.max(first, 0), last));
  }
  return { total: start, byType: Object.fromEntries(types.map((type) => [type, countOf(type)])), rows };
}

/** A page scrolls through one search: the last one is kept. */
const lastSearch = new WeakMap<Vault, { readonly key: string; readonly found: Lists }>();

async function search(vault: Vault, snapshot: number, types: readonly ObjectType[], wanted: string): Promise<Lists> {
  const key = `${snapshot} ${wanted}`;
  const last = lastSearch.get(vault);
  if (last?.key === key) return last.found;
  const found = new Map<ObjectType, Found>();
  for (const type of types) {
    const matching = (await namesOfType(vault, snapshot, type)).filter((each) => isCalled(each, wanted));
    const named = matching.filter((each) => isNamed(each, wanted));
    found.set(type, { named, others: matching.filter((each) => !isNamed(each, wanted)) });
  }
  lastSearch.set(vault, { key, found });
  return found;
}
