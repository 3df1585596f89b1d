import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import { groupOf, newVault, removeFolders, reopened, sealed, userOf, verdictOf } from "./testing/scratch-vault.ts";
import type { ObjectPair, Vault } from "./vault.ts";

afterEach(() => removeFolders());

const types = ["user", "group", "application"] as const;
type Type = (typeof types)[number];
type State = ReadonlyMap<string, DirectoryObject>;
/** What a snapshot holds of each type that it was asked for. */
type Snapshot = ReadonlyMap<Type, State>;

interface Edit {
  readonly type: Type;
  readonly id: number;
  /** 0: the object goes. */
  readonly version: number;
}

interface Step {
  readonly kind: "full" | "delta";
  readonly types: readonly Type[];
  readonly edits: readonly Edit[];
  /** Which earlier snapshot a delta builds on, counted back. */
  readonly back: number;
}

const edit = fc.record({
  type: fc.constantFrom(...types),
  id: fc.nat(30),
  version: fc.nat(3),
});
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom("full", "delta"),
  types: fc.subarray([...types], { minLength: 1 }),
  edits: fc.array(edit, { maxLength: 25 }),
  back: fc.nat(3),
});

function objectOf({ type, id, version }: Edit): DirectoryObject {
  const members = Array.from({ length: version * 400 }, (_, index) => `member ${index}`).sort();
  if (type === "group") return groupOf(`id ${id}`, members);
  return { ...userOf(`id ${id}`, { version, text: "x".repeat(version * 20) }), type };
}

function edited(state: State, edits: readonly Edit[]): State {
  const next = new Map(state);
  for (const each of edits) {
    if (each.version === 0) next.delete(`id ${each.id}`);
    else next.set(`id ${each.id}`, objectOf(each));
  }
  return next;
}

/** Seals the step and says what the snapshot must hold; a delta without a base of its types is a full read. */
function sealStep(vault: Vault, history: Snapshot[], { kind, types: wanted, edits, back }: Step): Snapshot {
  const number = Math.max(1, history.length - back);
  const base = history[number - 1];
  const current = (type: Type) => history.findLast((snapshot) => snapshot.has(type))?.get(type) ?? new Map();
  const isDelta = kind === "delta" && base !== undefined && wanted.every((type) => base.has(type));
  const before = (type: Type): State => (isDelta ? (base?.get(type) ?? new Map()) : current(type));
  const after = new Map(
    wanted.map((type) => [
      type,
      edited(
        before(type),
        edits.filter((each) => each.type === type),
      ),
    ]),
  );
  const relevant = edits.filter(({ type }) => wanted.includes(type));
  if (isDelta) {
    const last = [...new Map(relevant.map((each) => [`${each.type} ${each.id}`, each])).values()];
    sealed(vault, last.filter(({ version }) => version > 0).map(objectOf), {
      types: wanted,
      basedOn: { snapshotNumber: number, types: wanted },
      remove: last.filter(({ version }) => version === 0).map(({ type, id }) => ({ type, id: `id ${id}` })),
    });
  } else
    sealed(
      vault,
      [...after.values()].flatMap((state) => [...state.values()]),
      { types: wanted },
    );
  return after;
}

function naive(from: Snapshot, to: Snapshot, wanted: readonly ObjectType[] = types): Map<string, ObjectPair> {
  const pairs = new Map<string, ObjectPair>();
  for (const type of types.filter((each) => wanted.includes(each))) {
    const [before, after] = [from.get(type), to.get(type)];
    for (const id of new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])) {
      const [old, now] = [before?.get(id), after?.get(id)];
      if (isDeepStrictEqual(old, now)) continue;
      const pair = { type, id, ...(old && { before: old }), ...(now && { after: now }) };
      pairs.set(`${type} ${id}`, pair);
    }
  }
  return pairs;
}

function found(pairs: Iterable<ObjectPair>): Map<string, ObjectPair> {
  const all = [...pairs];
  const byKey = new Map(all.map((pair) => [`${pair.type} ${pair.id}`, pair]));
  expect(byKey.size).toBe(all.length);
  return byKey;
}

function proveAll(vault: Vault, history: readonly Snapshot[]): void {
  for (const [index, from] of history.entries()) {
    for (const [other, to] of history.entries()) {
      expect(found(vault.differences(index + 1, other + 1))).toEqual(naive(from, to));
    }
  }
}

describe("the differences of two snapshots", () => {
  it("are those of a naive comparison, both ways, over random histories of partial and delta snapshots", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 8 }), (steps) => {
        let vault = newVault();
        const history: Snapshot[] = [];
        for (const each of steps) history.push(sealStep(vault, history, each));
        proveAll(vault, history);
        vault = reopened(vault);
        proveAll(vault, history);
        expect(verdictOf(vault).problem).toBeUndefined();
        vault.close();
      }),
      { numRuns: 25 },
    );
  });

  it("stay right over many snapshots of little changes", () => {
    let vault = newVault();
    const history: Snapshot[] = [];
    for (let number = 0; number < 45; number += 1) {
      const edits = [number, number + 7, number * 3].map((id) => ({
        type: "user" as const,
        id: id % 31,
        version: (number + id) % 4,
      }));
      const kind = number % 3 === 0 ? "full" : "delta";
      history.push(sealStep(vault, history, { kind, types: ["user"], edits, back: 0 }));
    }
    vault = reopened(vault);
    for (const [from, to] of [
      [1, 45],
      [45, 1],
      [2, 3],
      [10, 44],
      [33, 32],
      [7, 7],
    ] as const) {
      expect(found(vault.differences(from, to))).toEqual(naive(at(history, from), at(history, to)));
    }
    expect(verdictOf(vault).problem).toBeUndefined();
    vault.close();
  });

  it("can be asked for by type", () => {
    const vault = newVault();
    sealed(vault, [userOf("a"), groupOf("g", [])]);
    sealed(vault, [userOf("b"), groupOf("g", ["a"])]);
    expect([...vault.differences(1, 2, ["group"])].map(({ id }) => id)).toEqual(["g"]);
    expect([...vault.differences(1, 2, ["application"])]).toEqual([]);
    expect([...vault.differences(1, 2, [])]).toEqual([]);
    vault.close();
  });
});

function at(history: readonly Snapshot[], number: number): Snapshot {
  return history[number - 1] ?? new Map();
}
