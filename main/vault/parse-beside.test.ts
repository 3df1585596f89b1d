import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../preload/contract/canonical-json.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { parseBeside, parseDiffering } from "./parse-beside.ts";
import { anyJson } from "./testing/arbitrary-objects.ts";

const bytes = (text: string) => Buffer.from(text, "utf8");

/** Both the short way, where it is taken, and the whole one. */
function expectSame(one: JsonObject, other: JsonObject): JsonObject | undefined {
  const [text, otherText] = [bytes(`links${canonicalJson(one)}`), bytes(`LINKS${canonicalJson(other)}`)];
  const parsed = parseBeside(text, otherText, 5, JSON.parse(otherText.toString("utf8", 5)) as JsonObject);
  if (parsed !== undefined) expect(canonicalJson(parsed)).toBe(text.toString("utf8", 5));
  return parsed;
}

const anyObject = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom("a", "b", "__proto__", "1", "é", 'q"', "\\"), fc.string()), anyJson), {
    maxLength: 8,
  })
  .map((entries) => Object.fromEntries(entries) as JsonObject);

describe("an object that is parsed beside another version of it", () => {
  it("is what its own text says, whatever the two hold", () => {
    fc.assert(
      fc.property(anyObject, anyObject, (one, other) => void expectSame(one, other)),
      { numRuns: 1000 },
    );
  });

  it("is what its own text says where some members differ", () => {
    const edited = fc.tuple(anyObject, fc.array(fc.tuple(fc.nat(7), anyJson), { maxLength: 3 }));
    fc.assert(
      fc.property(edited, ([object, edits]) => {
        const names = Object.keys(object);
        const changes = edits.flatMap(([place, value]) => {
          const name = names[place % Math.max(1, names.length)];
          return name === undefined ? [] : [[name, value] as const];
        });
        const entries = new Map<string, JsonValue>([...Object.entries(object), ...changes]);
        expectSame(Object.fromEntries(entries) as JsonObject, object);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [
      { a: 1, b: 2 },
      { a: 12, b: 2 },
    ],
    [
      { a: "x", b: [1] },
      { a: 'x"', b: [1] },
    ],
    [
      { a: { b: { c: 1 } }, d: true },
      { a: { b: { c: 2 } }, d: true },
    ],
    [
      { a: "é", b: "日本" },
      { a: "è", b: "日月" },
    ],
    [{ a: [] }, { a: [[]] }],
    [{ a: "" }, { a: null }],
    [
      { a: "\n", b: 1 },
      { a: "\t", b: 1 },
    ],
    [
      { a: "x\\", b: 1 },
      { a: 'x\\"', b: 1 },
    ],
  ])("takes the short way for %j beside %j", (one, other) => {
    expect(expectSame(one, other)).toEqual(one);
    expect(expectSame(other, one)).toEqual(other);
    expect(parseDiffering(bytes(canonicalJson(one)), bytes(canonicalJson(other)), 0)).toBeDefined();
  });

  it("says all that differs and nothing that is the same", () => {
    const edited = fc.tuple(
      anyObject,
      fc.dictionary(fc.constantFrom("a", "b", "1", "é"), anyJson, { noNullPrototype: true }),
    );
    fc.assert(
      fc.property(edited, ([object, edits]) => {
        const other: JsonObject = { ...object, ...edits };
        const [text, otherText] = [bytes(`links${canonicalJson(object)}`), bytes(`LINKS${canonicalJson(other)}`)];
        const differing = parseDiffering(text, otherText, 5);
        if (differing === undefined) return;
        const names = Object.keys(object).filter(
          (name) => canonicalJson(object[name] ?? null) !== canonicalJson(other[name] ?? null),
        );
        const only = (whole: JsonObject) => Object.fromEntries(names.map((name) => [name, whole[name] ?? null]));
        expect(Object.keys(other).sort()).toEqual(Object.keys(object).sort());
        expect(differing.map(canonicalJson)).toEqual([only(object), only(other)].map(canonicalJson));
      }),
      { numRuns: 2000 },
    );
  });

  it("shares what is the same", () => {
    const other = { kept: { deep: [1] }, name: "one" };
    const parsed = parseBeside(bytes('{"kept":{"deep":[1]},"name":"two"}'), bytes(canonicalJson(other)), 0, other);
    expect(parsed).toEqual({ kept: { deep: [1] }, name: "two" });
    expect(parsed?.kept).toBe(other.kept);
  });

  it.each([
    ["a member more", '{"a":1,"b":2}', '{"a":1}'],
    ["another member", '{"b":1}', '{"a":1}'],
    ["a text that ends early", '{"a":1', '{"a":1}'],
    ["a text within a text that ends early", '{"a":"x', '{"a":"y"}'],
    ["nothing", "{", "{"],
  ])("leaves %s to the whole parser", (_name, text, other) => {
    expect(parseBeside(bytes(text), bytes(other), 0, { a: 1 })).toBeUndefined();
  });
});
