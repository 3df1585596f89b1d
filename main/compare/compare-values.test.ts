import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePath } from "../../preload/contract/attribute-path.ts";
import type { AttributeChange } from "../../preload/contract/change.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { PropertyRule } from "../catalogue/object-type-definition.ts";
import { compareValues, keyOfElement } from "./compare-values.ts";
import { rule } from "./definition-for-tests.ts";

function changesOf(before: JsonValue, after: JsonValue, given?: PropertyRule): readonly AttributeChange[] {
  const changes: AttributeChange[] = [];
  compareValues(before, after, given, "", changes);
  return changes;
}

const inside = (rules: Readonly<Record<string, PropertyRule>>) => rule("value", { inside: rules });

/** What a report says of a side: an absent property has none, null and empty are kept apart. */
const sideOf = (side: "before" | "after", { x }: JsonObject) => (x === undefined ? {} : { [side]: x });

describe("known faults of other tools", () => {
  test("B1, B4: null, [], {}, empty text and absence are the same", () => {
    const blanks: readonly JsonObject[] = [{}, { x: null }, { x: [] }, { x: "" }, { x: {} }, { x: { y: null, z: [] } }];
    for (const one of blanks) for (const other of blanks) expect(changesOf(one, other)).toEqual([]);
  });

  test("B1, B2: whatever blank it was, one element more is one change, both ways, in every kind of collection", () => {
    const blanks: readonly JsonObject[] = [{}, { x: null }, { x: "" }, { x: [] }];
    for (const kind of ["value", "set", "words", "list"] as const)
      for (const blank of blanks) {
        const given = inside({ x: rule(kind) });
        expect(changesOf(blank, { x: ["u9"] }, given)).toEqual([
          { path: "x", ...sideOf("before", blank), after: ["u9"] },
        ]);
        expect(changesOf({ x: ["u9"] }, blank, given)).toEqual([
          { path: "x", before: ["u9"], ...sideOf("after", blank) },
        ]);
      }
  });

  test("B2: the first element of an empty list is a change, shown whole", () => {
    expect(changesOf({ excludeUsers: [] }, { excludeUsers: ["u9"] })).toEqual([
      { path: "excludeUsers", before: [], after: ["u9"] },
    ]);
  });

  test("B5: order does not count in sets, keyed arrays and scopes", () => {
    const access = [
      { resourceAppId: "a", resourceAccess: [{ id: "1" }, { id: "2" }] },
      { resourceAppId: "b", resourceAccess: [{ id: "3" }] },
    ];
    const other = [
      { resourceAppId: "b", resourceAccess: [{ id: "3" }] },
      { resourceAppId: "a", resourceAccess: [{ id: "2" }, { id: "1" }] },
    ];
    const rules = inside({
      requiredResourceAccess: rule("keyed", {
        key: ["resourceAppId"],
        inside: { resourceAccess: rule("keyed", { key: ["id"] }) },
      }),
      redirectUris: rule("set"),
      scope: rule("flags"),
      steps: rule("list"),
    });
    const before = { requiredResourceAccess: access, redirectUris: ["x", "y"], scope: "User.Read Mail.Read" };
    const after = { requiredResourceAccess: other, redirectUris: ["y", "x"], scope: " Mail.Read User.Read" };
    expect(changesOf(before, after, rules)).toEqual([]);
    expect(changesOf({ steps: ["x", "y"] }, { steps: ["y", "x"] }, rules)).toHaveLength(1);
  });

  test("B7: letter case counts in text, not in ids and enums", () => {
    const rules = inside({ id: rule("word"), controls: rule("words"), displayName: rule("text") });
    expect(changesOf({ id: "ABCD", controls: ["Mfa"] }, { id: "abcd", controls: ["mfa"] }, rules)).toEqual([]);
    expect(changesOf({ displayName: "Sales" }, { displayName: "SALES" }, rules)).toHaveLength(1);
  });

  test("B5: one moment is one, with and without fractions of a second; another moment and any text are not", () => {
    const rules = inside({ at: rule("value"), name: rule("text") });
    const [exact, plain] = ["2026-03-04T05:06:07.8912345Z", "2026-03-04T05:06:07Z"];
    expect(changesOf({ at: exact }, { at: plain }, rules)).toEqual([]);
    expect(changesOf({ at: plain }, { at: exact }, rules)).toEqual([]);
    expect(changesOf({ at: exact }, { at: "2026-03-04T05:06:07.891Z" }, rules)).toEqual([]);
    for (const other of ["2026-03-04T05:06:08Z", "2026-03-04T05:06:07.9Z", "2026-03-04", null])
      expect(changesOf({ at: exact }, { at: other }, rules)).toHaveLength(1);
    expect(changesOf({ name: exact }, { name: plain }, rules)).toHaveLength(1);
  });

  test("B8: of an expanded reference only the id counts", () => {
    const rules = inside({ authenticationStrength: rule("reference") });
    const expanded = { authenticationStrength: { id: "s1", displayName: "X", modifiedDateTime: "2026-01-01" } };
    expect(changesOf({ authenticationStrength: { id: "S1" } }, expanded, rules)).toEqual([]);
    expect(changesOf({ authenticationStrength: { id: "s2" } }, expanded, rules)).toHaveLength(1);
    expect(changesOf({ authenticationStrength: null }, expanded, rules)).toHaveLength(1);
  });

  test("B10: nothing is cut off, however deep", () => {
    const nested = (depth: number, leaf: string) => {
      let value: JsonValue = { leaf };
      for (let level = 0; level < depth; level += 1) value = { a: value };
      return value;
    };
    expect(changesOf(nested(8, "x"), nested(8, "y"))).toEqual([
      { path: "a.a.a.a.a.a.a.a.leaf", before: "x", after: "y" },
    ]);
    expect(changesOf(nested(10_000, "x"), nested(10_000, "y")).length).toBe(1);
    expect(changesOf(nested(10_000, "x"), nested(10_000, "x")).length).toBe(0);
    expect(changesOf({}, nested(10_000, "")).length).toBe(0);
  });

  test("B11: a list of one and a scalar are not the same", () => {
    expect(changesOf({ users: ["u1"] }, { users: "u1" })).toEqual([{ path: "users", before: ["u1"], after: "u1" }]);
  });
});

describe("leaves", () => {
  test("an object that appears is reported by its leaves that hold something", () => {
    const after = { frequency: { "@odata.type": "#x.frequency", value: 4, type: null, "type@odata.type": "#x" } };
    expect(changesOf({ frequency: null }, after)).toEqual([
      { path: "frequency.value", after: 4 },
      { path: 'frequency["@odata.type"]', after: "#x.frequency" },
    ]);
  });

  test("elements of keyed arrays are named by their key", () => {
    const rules = inside({ roles: rule("keyed", { key: ["id"], inside: { isEnabled: rule("value") } }) });
    const before = { roles: [{ id: "r1", isEnabled: true }, { id: "r2" }] };
    const after = { roles: [{ id: "r3" }, { id: "R1", isEnabled: false }] };
    expect(changesOf(before, after, rules)).toEqual([
      { path: "roles[r1].isEnabled", before: true, after: false },
      { path: "roles[r2]", before: { id: "r2" } },
      { path: "roles[r3]", after: { id: "r3" } },
    ]);
  });

  test("volatile values and annotations say nothing", () => {
    const rules = inside({ modifiedDateTime: rule("value", { volatile: true }) });
    const after = { modifiedDateTime: "x", "a@odata.context": "y", "#microsoft.graph.restore": { title: "z" } };
    expect(changesOf({}, after, rules)).toEqual([]);
  });

  test("a type name that changes is a change", () => {
    expect(changesOf({ "@odata.type": "#x.ip", a: 1 }, { "@odata.type": "#x.country", a: 1 })).toEqual([
      { path: '["@odata.type"]', before: "#x.ip", after: "#x.country" },
    ]);
    expect(changesOf({ "@odata.type": "#x.ip", a: 1 }, { a: 1 })).toEqual([]);
  });

  test("__proto__ and constructor are ordinary keys", () => {
    const odd = JSON.parse('{"__proto__": {"polluted": true}, "constructor": "c"}') as JsonObject;
    expect(changesOf({}, odd).map((change) => change.path)).toEqual(["__proto__.polluted", "constructor"]);
    expect(changesOf(odd, odd)).toEqual([]);
    expect("polluted" in {}).toBe(false);
  });
});

const rules = inside({
  word: rule("word"),
  set: rule("set"),
  words: rule("words"),
  list: rule("list"),
  keyed: rule("keyed", { key: ["id"] }),
  flags: rule("flags"),
  reference: rule("reference"),
});

const scalar = fc.oneof(
  fc.constantFrom("", "a", "A", "b", "a b", 0, 1, true, false, null),
  fc.string({ maxLength: 3 }),
);
const name = fc.constantFrom("word", "set", "words", "list", "flags", "a", "b", "__proto__", "constructor", "a.b");
const { value: anyValue, keyed } = fc.letrec<{ value: JsonValue; keyed: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar as fc.Arbitrary<JsonValue>,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.array(fc.tuple(name, tie("value")), { maxLength: 4 }).map(ownEntries),
  ),
  keyed: fc.uniqueArray(
    fc.tuple(fc.constantFrom("x", "y", "z"), tie("value")).map(([id, value]) => ({ id, value })),
    { maxLength: 3, selector: (element) => element.id },
  ),
}));

/** Unlike Object.fromEntries in a literal, `__proto__` becomes an own key here too. */
function ownEntries(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries(entries);
}

const state = fc
  .tuple(fc.array(fc.tuple(name, anyValue), { maxLength: 5 }), keyed, fc.option(scalar))
  .map(([entries, elements, id]) => ownEntries([...entries, ["keyed", elements], ["reference", id && { id }]]));

/** Puts the reported changes into a value, the way a reader of the report would. */
function apply(state: JsonValue, changes: readonly AttributeChange[]): JsonValue {
  const copy = structuredClone(state) as Mutable;
  for (const change of changes) putInto(copy, parsePath(change.path), change.after);
  return copy as JsonValue;
}

type Mutable = { [key: string]: Mutable } | Mutable[] | string | number | boolean | null;

function putInto(target: Mutable, path: readonly string[], value: JsonValue | undefined): void {
  if (Array.isArray(target)) putElement(target, path[0] ?? "", path.slice(1), value);
  else put(target, path, value);
}

function put(target: Mutable, [segment = "", ...rest]: readonly string[], value: JsonValue | undefined): void {
  const holder = target as { [key: string]: Mutable };
  const already = Object.hasOwn(holder, segment) ? holder[segment] : undefined;
  const next = already === undefined || already === null || already === "" ? {} : already;
  if (rest.length > 0) {
    define(holder, segment, next);
    putInto(next, rest, value);
  } else if (value === undefined) delete holder[segment];
  else define(holder, segment, structuredClone(value) as Mutable);
}

function define(holder: object, key: string, value: Mutable): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function putElement(target: Mutable[], key: string, rest: readonly string[], value: JsonValue | undefined): void {
  const at = target.findIndex(
    (element) => isJsonObject(element as JsonValue) && keyOfElement(element as JsonObject, ["id"]) === key,
  );
  const found = target[at];
  if (rest.length > 0 && found !== undefined) putInto(found, rest, value);
  else if (value === undefined) target.splice(at, 1);
  else target.push(structuredClone(value) as Mutable);
}

describe("for any two states", () => {
  test("a state does not differ from its copy", () => {
    fc.assert(
      fc.property(state, (one) => {
        expect(changesOf(one, structuredClone(one), rules)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("the way back is the way there, turned round", () => {
    fc.assert(
      fc.property(state, state, (one, other) => {
        const turned = changesOf(other, one, rules).map(({ path, before, after }) => ({
          path,
          ...(after === undefined ? {} : { before: after }),
          ...(before === undefined ? {} : { after: before }),
        }));
        const paths = (changes: readonly AttributeChange[]) => changes.toSorted((a, b) => (a.path < b.path ? -1 : 1));
        expect(paths(changesOf(one, other, rules))).toEqual(paths(turned));
      }),
      { numRuns: 1000 },
    );
  });

  test("the reported changes are enough to get from one to the other", () => {
    fc.assert(
      fc.property(state, state, (one, other) => {
        expect(changesOf(apply(one, changesOf(one, other, rules)), other, rules)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
