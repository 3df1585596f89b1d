import type { Change } from "../../preload/contract/change.ts";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { InputOf, MethodName, OutputOf } from "../../preload/contract/methods.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { LinkRow, NamedObject, ObjectHistory, OpenedObject } from "../../preload/contract/views.ts";
import { fakeChange } from "./fake-changes.ts";
import { fakeId, fakeName } from "./fake-names.ts";
import { describeFake } from "./fake-report.ts";

type ExplorerMethod = Extract<MethodName, `explorer.${string}` | "object.history" | "object.compare">;
type ExplorerHandlers = { readonly [Name in ExplorerMethod]: (input: InputOf<Name>) => Promise<OutputOf<Name>> };

interface FakeExplorer {
  readonly snapshots: () => readonly SnapshotRecord[];
  /** Of the first group. */
  readonly members: number;
  readonly bytes: number;
  readonly changes: readonly Change[];
}

/** The engine's answers about single objects: the same ones in all snapshots, but for what is said below. */
export function fakeExplorer({ snapshots, members, bytes, changes }: FakeExplorer): ExplorerHandlers {
  const recordOf = (number: number) => {
    const record = snapshots().find((each) => each.number === number);
    if (record === undefined) throw new ReinstateError("USAGE_NOT_FOUND", `There is no snapshot ${number}.`);
    return record;
  };
  const named = ({ counts }: SnapshotRecord, type: ObjectType) =>
    Array.from({ length: counts[type] ?? 0 }, (_, index) => fakeNamed(type, index));
  const found = (record: SnapshotRecord, type: ObjectType, id: string) =>
    named(record, type).find((each) => each.id === id);
  return {
    "explorer.list": async ({ snapshot, types, text, offset, limit }) => {
      const record = recordOf(snapshot);
      const matching = objectTypes.map((type) => [type, named(record, type).filter(isCalled(text))] as const);
      const rows = matching.flatMap(([type, list]) => (types?.includes(type) === false ? [] : list));
      const byType = Object.fromEntries(matching.map(([type, list]) => [type, list.length]));
      return { total: rows.length, byType, rows: rows.slice(offset, offset + limit) };
    },
    "explorer.object": async ({ snapshot, type, id }) => {
      const record = recordOf(snapshot);
      const proof = record.types[type];
      const reasons = proof?.complete === true ? [] : [`Snapshot ${snapshot} does not hold all of it.`];
      const object = found(record, type, id);
      return { object: object === undefined ? null : openFake(object, members, bytes), reasons };
    },
    "explorer.links": async ({ text, offset, limit }) => {
      const rows = Array.from({ length: members }, (_, index) => fakeTarget(index)).filter(
        ({ object }) => text === "" || (object !== null && isCalled(text)(object)),
      );
      return { total: rows.length, rows: rows.slice(offset, offset + limit) };
    },
    "object.history": async ({ type, id }) => fakeHistory(snapshots(), type, id),
    "object.compare": async ({ type, id, from, to }) => {
      const side = (number: number) => {
        const { endedAt, complete } = recordOf(number);
        return { snapshotNumber: number, endedAt, complete, live: false };
      };
      const change = from === to ? undefined : changeOf(type, id);
      return {
        from: side(from),
        to: side(to),
        found: change === undefined ? null : describeFake(change, changes),
        unknown: [from, to].some((number) => !recordOf(number).complete) ? ["Snapshot 2 does not hold all of it."] : [],
        warnings: [],
      };
    },
  };
}

function fakeNamed(type: ObjectType, index: number): NamedObject {
  const besides = type === "user" ? `user${index}@contoso.com` : type === "application" ? fakeId(type, index) : null;
  return { type, id: fakeId(type, index), name: fakeName(type, index), besides, softDeleted: index === 3 };
}

function isCalled(text: string): (object: NamedObject) => boolean {
  const wanted = text.trim().toLowerCase();
  return ({ name, besides, id }) => [name, besides ?? "", id].some((each) => each.toLowerCase().includes(wanted));
}

/** Half a line of an editor each. */
const lineBytes = 40;

function openFake(object: NamedObject, members: number, bytes: number): OpenedObject {
  const boss = fakeNamed("user", 1);
  const properties: DirectoryObject["properties"] = {
    displayName: object.name,
    createdDateTime: "2024-03-01T08:00:00Z",
    department: "Sales",
    jobTitle: null,
    businessPhones: [],
    conditions: { users: { includeGroups: [fakeId("group", 0)] } },
    proxyAddresses: Array.from({ length: Math.floor(bytes / lineBytes) }, (_, index) =>
      `smtp:${index}@contoso.com`.padEnd(lineBytes - 4, "."),
    ),
    assignedLicenses: [{ skuId: fakeId("application", 0), disabledPlans: [] }],
  };
  const isGroup = object.type === "group";
  return {
    ...object,
    properties,
    links: isGroup
      ? [{ link: "members", total: members, only: null }]
      : [{ link: "manager", total: 1, only: { target: boss.id, object: boss } }],
    unknown: [
      { name: "passwordProfile", kind: "attribute", reason: "It can never be read, so no snapshot holds it." },
      ...(isGroup ? ([{ name: "owners", kind: "link", reason: "Snapshot 4 did not ask for it." }] as const) : []),
    ],
    names: { [fakeId("group", 0)]: { name: fakeName("group", 0), type: "group" } },
  };
}

function fakeTarget(index: number): LinkRow {
  const object = fakeNamed("user", index);
  return { target: object.id, object: index === 2 ? null : object };
}

/** A change of this object, whatever became of it in the report. */
function changeOf(type: ObjectType, id: string): Change {
  const change = fakeChange(0);
  return { ...change, type, id, name: type === "user" ? change.name : fakeName(type, 0) };
}

/** It changed before the last snapshot and before the third; the second one is partial. */
function fakeHistory(records: readonly SnapshotRecord[], type: ObjectType, id: string): ObjectHistory {
  const sideAt = (index: number) => {
    const { number, endedAt } = records[index] as SnapshotRecord;
    return { snapshot: number, endedAt };
  };
  const entry = (from: number, to: number) => {
    return { from: sideAt(from), to: sideAt(to), change: changeOf(type, id), names: {}, warnings: [] };
  };
  return {
    type,
    id,
    name: changeOf(type, id).name,
    first: sideAt(0),
    entries: [entry(0, 2), entry(records.length - 2, records.length - 1)],
    unknown: [{ snapshot: 2, reason: "Snapshot 2 does not hold all of it." }],
  };
}
