import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { MadeBefore } from "../plan/made-before.ts";
import { type IdMap, replaceIds } from "../plan/replace-ids.ts";
import { referenceTo } from "../plan/step-draft.ts";
import type { ObjectPair, Vault } from "../vault/vault.ts";
import { leftRunning } from "./left-running.ts";

/** What comparing two snapshots asks of a vault. */
export type ComparedVault = Pick<Vault, "object" | "hashOf" | "differingParts" | "snapshots" | "auditRecords">;

/** What former jobs made again since the snapshot was taken, and by which ids it is there now. */
export interface NewIds {
  /** Old ids and client ids, in lower case → the new ones. */
  readonly ids: IdMap;
  readonly made: readonly MadeBefore[];
}

interface Making {
  readonly type: DirectoryObject["type"];
  readonly oldId: string;
  readonly newId: string;
  readonly job: string;
  readonly on: string;
}

/** Looks through the jobs of the vault for what the target snapshot holds and the tenant has under another id by now. */
export function newIdsSince(vault: Vault, target: SnapshotRecord, found: SnapshotRecord): NewIds {
  const makings = Map.groupBy(makingsOf(vault), ({ oldId }) => oldId.toLowerCase());
  const is = (at: SnapshotRecord, { type }: Making, id: string) => vault.object(at.number, type, id);
  /** The newest that is there, also where what was made again was made again. */
  const latest = (id: string): { readonly making: Making; readonly now: DirectoryObject } | undefined => {
    for (const making of makings.get(id.toLowerCase()) ?? []) {
      const now = is(found, making, making.newId);
      const later = now === undefined ? latest(making.newId) : { making, now };
      if (later !== undefined) return later;
    }
    return undefined;
  };
  const ids = new Map<string, string>();
  const made: MadeBefore[] = [];
  for (const [oldId, [first]] of makings) {
    const before = first && is(target, first, first.oldId);
    const there = first && !isLive(is(found, first, first.oldId)) ? latest(oldId) : undefined;
    if (before === undefined || there === undefined) continue;
    const { making, now } = there;
    ids.set(oldId, now.id);
    const [oldAppId, newAppId] = [before.properties.appId, now.properties.appId];
    if (now.type === "application" && typeof oldAppId === "string" && typeof newAppId === "string")
      ids.set(oldAppId.toLowerCase(), newAppId);
    if (!isSoftDeleted(now)) made.push({ oldId: before.id, object: referenceTo(now), job: making.job, on: making.on });
  }
  return { ids, made };
}

function isLive(object: DirectoryObject | undefined): boolean {
  return object !== undefined && !isSoftDeleted(object);
}

/** Whoever asks for what was made again by its old id means what it is now. */
export function alsoNewIds(filter: ChangeFilter, { ids }: NewIds): ChangeFilter {
  if (filter.ids === undefined) return filter;
  return { ...filter, ids: filter.ids.flatMap((id) => [id, ids.get(id.toLowerCase()) ?? []].flat()) };
}

/** What of it a plan for that choice is about. */
export function madeOf({ made }: NewIds, { types, ids }: ChangeFilter): readonly MadeBefore[] {
  const asked = ids && new Set(ids.map((id) => id.toLowerCase()));
  return made.filter(
    ({ oldId, object }) =>
      (types === undefined || types.includes(object.type)) &&
      (asked === undefined || [oldId, object.id].some((id) => asked.has(id.toLowerCase()))),
  );
}

/** Newest first. */
function makingsOf(vault: Vault): readonly Making[] {
  const jobs = vault.jobs().map((job) => (job.state === "ended" ? job : leftRunning(vault, job)));
  return jobs.flatMap(({ id: job, planId, steps, startedAt: on }) => {
    const outcomes = steps.filter((outcome) => outcome.newId !== undefined);
    if (outcomes.length === 0) return [];
    const planned = new Map(vault.plan(planId)?.steps.map((step) => [step.id, step]));
    return outcomes.flatMap(({ id, newId = "" }) => {
      const step = planned.get(id);
      return step === undefined ? [] : [{ type: step.type, oldId: step.object.id, newId, job, on }];
    });
  });
}

/**
 * The vault as if the target snapshot had been taken with the new ids: what was made again is compared with what it was, and whatever
 * names it is right.
 */
export function byNewIds(vault: Vault, target: SnapshotRecord, { ids }: NewIds): ComparedVault {
  if (ids.size === 0) return vault;
  const oldIds = new Map([...ids].map(([oldId, newId]) => [newId.toLowerCase(), oldId]));
  const formerOf: Vault["object"] = (snapshot, type, id) => {
    const oldId = oldIds.get(id.toLowerCase());
    const former = oldId === undefined ? undefined : vault.object(snapshot, type, oldId);
    return former && renamed(former, ids);
  };
  function* renamedPairs(pairs: Iterable<ObjectPair>): Generator<ObjectPair> {
    for (const pair of pairs) {
      const { type, id, before } = pair;
      if (ids.has(id.toLowerCase())) continue;
      const former = before === undefined ? formerOf(target.number, type, id) : renamed(before, ids);
      yield former === undefined ? pair : { ...pair, before: former };
    }
  }
  return {
    snapshots: () => vault.snapshots(),
    auditRecords: (since, until) => vault.auditRecords(since, until),
    hashOf: (snapshot, type, id) => vault.hashOf(snapshot, type, id),
    differingParts(from, to, types) {
      // What is alike on both sides no longer is when one of them goes by new ids.
      return from === target.number
        ? renamedPairs(vault.differences(from, to, types))
        : vault.differingParts(from, to, types);
    },
    object(snapshot, type, id) {
      if (snapshot !== target.number) return vault.object(snapshot, type, id);
      const same = ids.has(id.toLowerCase()) ? undefined : vault.object(snapshot, type, id);
      return same === undefined ? formerOf(snapshot, type, id) : renamed(same, ids);
    },
  };
}

function renamed(object: DirectoryObject, ids: IdMap): DirectoryObject {
  const { id, properties, links } = object;
  const newLinks = Object.entries(links).map(([link, targets]) => [link, targets.map((one) => replaceIds(one, ids))]);
  return {
    ...object,
    id: ids.get(id.toLowerCase()) ?? id,
    properties: replaceIds(properties, ids),
    links: Object.fromEntries(newLinks),
  };
}
