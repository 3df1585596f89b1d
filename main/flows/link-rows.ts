import type { LinkTarget, ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { LinkRow, LinkSummary, NamedObject } from "../../preload/contract/views.ts";
import { isCalled } from "../vault/is-called.ts";
import { sortedByName } from "../vault/name-order.ts";
import type { Vault } from "../vault/vault.ts";
import { giveWay } from "./give-way.ts";
import type { Disguise } from "./list-objects.ts";
import { namesOfType } from "./names-of-type.ts";

export interface LinkQuery {
  readonly snapshot: number;
  readonly type: ObjectType;
  readonly id: string;
  readonly link: string;
  /** In what the target is called, or anywhere in a link with data of its own; empty: all. */
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

const batchSize = 2000;
/** More than these are looked up in the names of whole types, which are read in the order they lie in. */
const fewTargets = 200;

/** A page of an object's link by the targets' names. USAGE_NOT_FOUND if the snapshot has no such object or link. */
export async function linkRows(
  vault: Vault,
  query: LinkQuery,
  disguise?: Disguise,
): Promise<{ readonly total: number; readonly rows: readonly LinkRow[] }> {
  const all = await sortedRows(vault, query, disguise);
  const wanted = query.text.trim().toLowerCase();
  const rows = wanted === "" ? all : all.filter((row) => holds(row, wanted));
  return { total: rows.length, rows: rows.slice(query.offset, query.offset + query.limit) };
}

/**
 * Reads the largest link of an object that somebody has opened, so that it is there when they turn to it. What goes wrong (a vault
 * that is locked meanwhile) shows when it is asked for.
 */
export function readLinksAhead(
  vault: Vault,
  object: Pick<LinkQuery, "snapshot" | "type" | "id">,
  links: readonly LinkSummary[],
  disguise?: Disguise,
): void {
  const [largest] = links.toSorted((one, other) => other.total - one.total);
  if (largest === undefined || largest.total <= fewTargets) return;
  const read = () => sortedRows(vault, { ...object, link: largest.link }, disguise).catch(() => undefined);
  // The window is told of the object first.
  setImmediate(() => void read());
}

/** What one target points at; a link with data of its own has its other end in them. */
export function linkRow(vault: Vault, snapshot: number, target: LinkTarget): LinkRow {
  return { target, object: objectAt(vault, snapshot, target) };
}

interface KeptRows {
  readonly key: string;
  readonly as: Disguise | undefined;
  readonly rows: Promise<readonly LinkRow[]>;
}

/** A page scrolls through one list: the last one is kept, also while it is read. */
const lastRows = new WeakMap<Vault, KeptRows>();

type WholeLink = Pick<LinkQuery, "snapshot" | "type" | "id" | "link">;

function sortedRows(vault: Vault, whole: WholeLink, as: Disguise | undefined): Promise<readonly LinkRow[]> {
  const key = JSON.stringify([whole.snapshot, whole.type, whole.id, whole.link]);
  const last = lastRows.get(vault);
  if (last?.key === key && last.as === as) return last.rows;
  const kept = { key, as, rows: readRows(vault, whole, as) };
  lastRows.set(vault, kept);
  kept.rows.catch(() => lastRows.get(vault) === kept && lastRows.delete(vault));
  return kept.rows;
}

async function readRows(
  vault: Vault,
  { snapshot, type, id, link }: WholeLink,
  as: Disguise | undefined,
): Promise<readonly LinkRow[]> {
  const targets = vault.object(snapshot, type, id)?.links[link];
  if (targets === undefined)
    throw new ReinstateError("USAGE_NOT_FOUND", `Snapshot ${snapshot} does not hold this link of the object.`);
  const rows =
    targets.length > fewTargets ? await manyRows(vault, snapshot, targets) : fewRows(vault, snapshot, targets);
  return as === undefined ? rows : sortedByName(as(rows), nameOfRow);
}

function fewRows(vault: Vault, snapshot: number, targets: readonly LinkTarget[]): readonly LinkRow[] {
  return sortedByName(
    targets.map((target) => linkRow(vault, snapshot, target)),
    nameOfRow,
  );
}

/** The names of a type come in their order: of a hundred thousand members none is looked up or sorted by itself. */
async function manyRows(vault: Vault, snapshot: number, targets: readonly LinkTarget[]): Promise<readonly LinkRow[]> {
  const left = new Set(targets);
  const byType: LinkRow[][] = [];
  for (const type of objectTypes) {
    if (left.size === 0) break;
    const named = await namesOfType(vault, snapshot, type);
    const rows = named.flatMap((object) => (left.has(object.id) ? { target: object.id, object } : []));
    // Most large groups are of one type: to strike out each of 100,000 would take longer than to find them.
    if (rows.length === left.size) left.clear();
    else for (const { object } of rows) left.delete(object.id);
    if (rows.length > 0) byType.push(rows);
    await giveWay(undefined);
  }
  const others = await othersOf(vault, snapshot, [...left]);
  const [first = [], ...more] = byType;
  return more.length + others.length === 0 ? first : sortedByName([...byType.flat(), ...others], nameOfRow);
}

/** Those with data of their own, and those that are nowhere in the snapshot. */
async function othersOf(vault: Vault, snapshot: number, targets: readonly LinkTarget[]): Promise<readonly LinkRow[]> {
  const rows: LinkRow[] = [];
  for (const target of targets) {
    rows.push(linkRow(vault, snapshot, target));
    if (rows.length % batchSize === 0) await giveWay(undefined);
  }
  return rows;
}

/** What is nowhere in the snapshot comes last. */
function nameOfRow({ object }: LinkRow): string {
  return object?.name ?? "\uffff";
}

function textOfTarget({ target }: LinkRow): string {
  return typeof target === "string" ? target : JSON.stringify(target);
}

function objectAt(vault: Vault, snapshot: number, target: LinkTarget): NamedObject | null {
  for (const id of endsOf(target)) {
    for (const type of objectTypes) {
      const named = vault.named(snapshot, type, id);
      if (named !== undefined) return named;
    }
  }
  return null;
}

/** A grant is for a resource; an assignment of a resource's role is somebody's. */
function endsOf(target: LinkTarget): readonly string[] {
  if (typeof target === "string") return [target];
  const { principalId, resourceId, consentType } = target;
  const ends = consentType === undefined ? [principalId, resourceId] : [resourceId, principalId];
  return ends.filter((id) => typeof id === "string");
}

function holds(row: LinkRow, text: string): boolean {
  return (row.object !== null && isCalled(row.object, text)) || textOfTarget(row).toLowerCase().includes(text);
}
