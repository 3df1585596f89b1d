import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { anyObject, asJson } from "./testing/arbitrary-objects.ts";
import {
  groupOf,
  guidOf,
  newVault,
  origin,
  proof,
  removeFolders,
  reopened,
  sealed,
  userOf,
  verdictOf,
} from "./testing/scratch-vault.ts";

afterEach(() => removeFolders());

/** `toStrictEqual` cannot tell what an own key `__proto__` holds; `isDeepStrictEqual` can. */
const keyOf = ({ type, id }: DirectoryObject) => `${type} ${id}`;

function byKey(objects: Iterable<DirectoryObject>): ReadonlyMap<string, DirectoryObject> {
  return new Map(Array.from(objects, (object) => [keyOf(object), asJson(object)]));
}

const awkwardOnes: readonly DirectoryObject[] = [
  userOf("one-element", { businessPhones: ["+49 1"], otherMails: [[["deep"]]] as never }),
  userOf("quotes", { displayName: `O\u2019Brien\u2019s "team" \u2013 50 % \\ \u0000 \u2028` }),
  userOf("million", { notes: "\u00e4\ud83d\ude00x".repeat(250_000) }),
  userOf("proto", JSON.parse('{"__proto__":{"a":1},"constructor":[],"10":1,"9":2}') as JsonObject),
  { type: "user", id: "no-links", properties: {}, links: {} },
  { type: "group", id: "empty-links", properties: {}, links: { members: [], owners: [] } },
  { type: "group", id: "odd-names", properties: {}, links: { "10": ["a"], "9": ["b"], ["__proto__"]: ["c"] } },
  { type: "group", id: "looks-chunked", properties: { chunks: ["00"] }, links: { members: [{ chunks: ["00"] }] } },
  groupOf("large", Array.from({ length: 3000 }, (_, index) => guidOf(index)).sort()),
  groupOf(
    "unsorted-large",
    Array.from({ length: 1500 }, (_, index) => guidOf((index * 7) % 1500)),
  ),
  {
    type: "servicePrincipal",
    id: "many-records",
    properties: {},
    links: { appRoleAssignedTo: Array.from({ length: 1200 }, (_, index) => ({ id: guidOf(index), principalId: "p" })) },
  },
];

describe("a sealed snapshot", () => {
  it("gives back awkward objects as they were, now and after reopening", () => {
    let vault = newVault();
    sealed(vault, awkwardOnes);
    for (let round = 0; round < 2; round += 1) {
      expect(isDeepStrictEqual(byKey(vault.objects(1)), byKey(awkwardOnes))).toBe(true);
      for (const object of awkwardOnes)
        expect(isDeepStrictEqual(vault.object(1, object.type, object.id), object)).toBe(true);
      expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 1 });
      vault = reopened(vault);
    }
    vault.close();
  });

  it("gives back arbitrary objects as they were", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyObject, { selector: keyOf, maxLength: 12 }), (objects) => {
        let vault = newVault();
        const record = sealed(vault, objects);
        vault = reopened(vault);
        expect(isDeepStrictEqual(byKey(vault.objects(record.number)), byKey(objects))).toBe(true);
        expect(verdictOf(vault).problem).toBeUndefined();
        vault.close();
      }),
      { numRuns: 60, interruptAfterTimeLimit: 50_000 },
    );
  });

  it("holds what was given last where an object was given twice", () => {
    const vault = newVault();
    const record = sealed(vault, [userOf("a", { city: "Bergen" }), userOf("b"), userOf("a", { city: "Graz" })]);
    expect(record.counts).toEqual({ user: 2 });
    expect(vault.object(1, "user", "a")?.properties.city).toBe("Graz");
    expect(record.root).toBe(sealed(vault, [userOf("a", { city: "Graz" }), userOf("b")]).root);
    expect(verdictOf(vault).ok).toBe(true);
    vault.close();
  });

  it("does not depend on the order of objects, keys or earlier snapshots", () => {
    const objects = Array.from({ length: 40 }, (_, index) => userOf(guidOf(index), { city: "Turin", index }));
    const turned = objects.map(({ links, properties, id, type }) => ({
      links,
      properties: Object.fromEntries(Object.entries(properties).reverse()),
      id,
      type,
    }));
    const [first, second] = [newVault(), newVault()];
    const { root } = sealed(first, objects);
    sealed(second, objects.slice(3));
    sealed(second, turned.slice(5).reverse());
    expect(sealed(second, turned.reverse()).root).toBe(root);
    first.close();
    second.close();
  });

  it("knows nothing of types that were not asked for, and that an asked-for type is empty", () => {
    const vault = newVault();
    const record = sealed(vault, [userOf("a")], { types: ["user", "group"] });
    expect(record.counts.group ?? 0).toBe(0);
    expect(record.counts.application).toBeUndefined();
    expect([...vault.objects(1, "group")]).toEqual([]);
    expect(vault.object(1, "application", "a")).toBeUndefined();
    expect(() => vault.object(2, "user", "a")).toThrow(expect.objectContaining({ code: "USAGE_NOT_FOUND" }));
    expect(verdictOf(vault).ok).toBe(true);
    vault.close();
  });

  it("is chained to the one before and signed", () => {
    const vault = newVault();
    const [first, second] = [sealed(vault, [userOf("a")]), sealed(vault, [])];
    expect(first).toMatchObject({ number: 1, previous: null, tenantName: "Contoso", complete: true });
    expect(second).toMatchObject({ number: 2, previous: first.id });
    expect(vault.snapshots()).toEqual([first, second]);
    vault.close();
  });

  it("costs next to nothing when one member of a large group comes", () => {
    let vault = newVault();
    const members = Array.from({ length: 60_000 }, (_, index) => guidOf(index)).sort();
    sealed(vault, [groupOf("large", members)]);
    vault = reopened(vault);
    const before = vault.description.bytes;
    const more = [...members, guidOf(60_001)].sort();
    sealed(vault, [groupOf("large", more)]);
    vault = reopened(vault);
    expect(vault.description.bytes - before).toBeLessThan(100_000);
    expect(vault.object(2, "group", "large")?.links.members).toEqual(more);
    expect(vault.object(1, "group", "large")?.links.members).toEqual(members);
    vault.close();
  });
});

describe("a delta seal", () => {
  const objects = [
    ...Array.from({ length: 60 }, (_, index) => userOf(guidOf(index))),
    groupOf("large", Array.from({ length: 1500 }, (_, index) => guidOf(index)).sort()),
  ];
  const changed = [userOf(guidOf(3), { city: "Porto" }), userOf("new"), groupOf("large", [guidOf(1)])];
  const gone = { type: "user", id: guidOf(5) } as const;
  const after = [...objects.filter(({ id }) => ![guidOf(3), guidOf(5), "large"].includes(id)), ...changed];

  it("gives the root of a full one, the same objects, and names what changed", () => {
    const [full, delta] = [newVault(), newVault()];
    sealed(full, after);
    sealed(delta, objects);
    const basedOn = { snapshotNumber: 1, types: ["user", "group"] } as const;
    const record = sealed(delta, changed, { basedOn, remove: [gone, { type: "user", id: "never there" }] });
    expect(record.root).toBe(full.snapshots()[0]?.root);
    expect(record.counts).toEqual(full.snapshots()[0]?.counts);
    expect(isDeepStrictEqual(byKey(delta.objects(2)), byKey(after))).toBe(true);
    expect(isDeepStrictEqual(byKey(delta.objects(1)), byKey(objects))).toBe(true);
    expect([...delta.differences(1, 2)].map(({ id }) => id).sort()).toEqual(
      [gone.id, guidOf(3), "large", "new"].sort(),
    );
    expect(verdictOf(delta).ok).toBe(true);
    full.close();
    delta.close();
  });

  it("builds on older snapshots too, and undoes what was given twice", () => {
    const vault = newVault();
    sealed(vault, objects);
    sealed(vault, [userOf("other")], { types: ["user"] });
    const basedOn = { snapshotNumber: 1, types: ["user", "group"] } as const;
    const seal = vault.beginSnapshot({ startedAt: "2026-01-01T00:00:00Z", origin, basedOn });
    const [first] = objects as [DirectoryObject];
    seal.add([userOf(first.id, { city: "Lyon" })]);
    seal.remove("user", [first.id]);
    seal.add([first]);
    const record = seal.finish({ endedAt: "2026-01-01T00:00:00Z", types: { user: proof, group: proof } });
    expect(record.root).toBe(vault.snapshots()[0]?.root);
    expect([...vault.differences(1, 3)]).toEqual([]);
    expect(verdictOf(vault).problem).toBeUndefined();
    vault.close();
  });
});

describe("a seal that does not end", () => {
  it("leaves nothing when it is abandoned", () => {
    let vault = newVault();
    sealed(vault, [userOf("a")]);
    const seal = vault.beginSnapshot({ startedAt: "2026-01-01T00:00:00Z", origin });
    seal.add(Array.from({ length: 5000 }, (_, index) => userOf(guidOf(index), { notes: `${index}`.repeat(50) })));
    seal.abandon();
    expect(() => seal.add([userOf("b")])).toThrow();
    expect(() => seal.finish({ endedAt: "2026-01-01T00:00:00Z", types: {} })).toThrow();
    vault = reopened(vault);
    expect(vault.snapshots()).toHaveLength(1);
    expect(verdictOf(vault).problem).toBeUndefined();
    expect(sealed(vault, [userOf("c")]).number).toBe(2);
    expect([...vault.objects(2)].map(({ id }) => id)).toEqual(["c"]);
    vault.close();
  });

  it("leaves nothing when the objects are not those that were promised", () => {
    let vault = newVault();
    const { root } = sealed(vault, [userOf("a"), groupOf("g", ["a"])]);
    const other = [userOf("a", { city: "Malm\u00f6" }), groupOf("g", ["b"])];
    expect(() => sealed(vault, other, { expectedRoot: root })).toThrow(
      expect.objectContaining({ code: "IMPORT_INVALID" }),
    );
    vault = reopened(vault);
    expect(vault.snapshots()).toHaveLength(1);
    expect(verdictOf(vault).problem).toBeUndefined();
    expect(sealed(vault, [userOf("a"), groupOf("g", ["a"])], { expectedRoot: root }).number).toBe(2);
    expect(verdictOf(vault).problem).toBeUndefined();
    vault.close();
  });
});
