import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { NamedObject, NamedObjects } from "../../preload/contract/views.ts";
import { isCalled, isNamed } from "../vault/is-called.ts";
import { sortedByName } from "../vault/name-order.ts";
import type { Vault } from "../vault/vault.ts";
import { namesOfType } from "./names-of-type.ts";

export interface ObjectQuery {
  readonly types?: readonly ObjectType[] | undefined;
  /** In a name, user principal name, app id or id, letter case ignored; empty: all objects. */
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

/** How whatever is found is shown, where not as it is: a search finds what is shown, and no more. The same function each time. */
export type Disguise = <Value>(value: Value) => Value;

type NamesOf = (type: ObjectType) => Promise<readonly NamedObject[]>;

const disguisedLists = new WeakMap<Disguise, WeakMap<readonly NamedObject[], readonly NamedObject[]>>();

/** In the order of what is shown: the order of the names would tell something of them. */
function disguised(names: readonly NamedObject[], disguise: Disguise | undefined): readonly NamedObject[] {
  if (disguise === undefined) return names;
  const lists = disguisedLists.get(disguise) ?? new WeakMap<readonly NamedObject[], readonly NamedObject[]>();
  disguisedLists.set(disguise, lists);
  const known = lists.get(names) ?? sortedByName(disguise(names), ({ name }) => name);
  lists.set(names, known);
  return known;
}

/** Those that are called so, and those whose ids merely hold the text. */
interface Found {
  readonly named: readonly NamedObject[];
  readonly others: readonly NamedObject[];
}

type Lists = ReadonlyMap<ObjectType, Found>;

/** A page of a snapshot's objects, by type, then by name; of a search, what is called so comes first. */
export async function listObjects(
  vault: Vault,
  record: SnapshotRecord,
  query: ObjectQuery,
  disguise?: Disguise,
): Promise<NamedObjects> {
  const named: NamesOf = async (type) => disguised(await namesOfType(vault, record.number, type), disguise);
  const types = objectTypes.filter((type) => record.types[type] !== undefined);
  const asked = types.filter((type) => query.types?.includes(type) !== false);
  const wanted = query.text.trim().toLowerCase();
  if (wanted === "") return browse(named, record, types, asked, query);
  const found = await search(vault, named, types, `${record.number} ${wanted}`, wanted, disguise);
  const sizeOf = ({ named, others }: Found) => named.length + others.length;
  const byType = Object.fromEntries([...found].map(([type, each]) => [type, sizeOf(each)]));
  const lists = asked.flatMap((type) => found.get(type) ?? []);
  const all = [...lists.flatMap(({ named }) => named), ...lists.flatMap(({ others }) => others)];
  return { total: all.length, byType, rows: all.slice(query.offset, query.offset + query.limit) };
}

/** Reads the names of no type that the page does not touch: how many there are is in the snapshot's record. */
async function browse(
  named: NamesOf,
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
    rows.push(...(await named(type)).slice(Math.max(first, 0), last));
  }
  return { total: start, byType: Object.fromEntries(types.map((type) => [type, countOf(type)])), rows };
}

/** A page scrolls through one search: the last one is kept. */
const lastSearch = new WeakMap<
  Vault,
  { readonly key: string; readonly as: Disguise | undefined; readonly found: Lists }
>();

async function search(
  vault: Vault,
  named: NamesOf,
  types: readonly ObjectType[],
  key: string,
  wanted: string,
  as: Disguise | undefined,
): Promise<Lists> {
  const last = lastSearch.get(vault);
  if (last?.key === key && last.as === as) return last.found;
  const found = new Map<ObjectType, Found>();
  for (const type of types) {
    const matching = (await named(type)).filter((each) => isCalled(each, wanted));
    found.set(type, {
      named: matching.filter((each) => isNamed(each, wanted)),
      others: matching.filter((each) => !isNamed(each, wanted)),
    });
  }
  lastSearch.set(vault, { key, as, found });
  return found;
}
