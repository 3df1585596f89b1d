import canonicalize from "canonicalize";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyJson } from "../../main/vault/testing/arbitrary-objects.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { JsonValue } from "./json-value.ts";

const hasLoneSurrogate = (value: JsonValue) => /\\u[dD][89a-fA-F]/.test(JSON.stringify(value));

test("it writes what the reference implementation of RFC 8785 writes", () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      fc.pre(!hasLoneSurrogate(value));
      expect(canonicalJson(value)).toBe(canonicalize(value));
    }),
    { numRuns: 500 },
  );
});

test("what it writes reads back as the same value", () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      expect(JSON.stringify(JSON.parse(canonicalJson(value)))).toBe(
        JSON.stringify(JSON.parse(canonicalJson(JSON.parse(JSON.stringify(value))))),
      );
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
    }),
  );
});

test("the examples of RFC 8785", () => {
  const numbers = JSON.parse("[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001, -0]");
  expect(canonicalJson(numbers)).toBe("[333333333.3333333,1e+30,4.5,0.002,1e-27,0]");
  expect(canonicalJson({ string: "\u20ac$\u000F\nA'\u0042\u0022\\\\\"/" })).toBe(
    '{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  const keys = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
  expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
});

test("keys that look like integers are sorted as text, and __proto__ is a key like any other", () => {
  expect(canonicalJson({ 10: 1, 2: 2, 1: 3 })).toBe('{"1":3,"10":1,"2":2}');
  expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1},"b":1}');
});

test("objects with the same keys in another order are written alike, whatever was written before", () => {
  for (let round = 0; round < 50; round += 1) {
    const names = Array.from({ length: 20 }, (_, index) => `k${(index * 7 + round) % 40}`);
    const forwards = Object.fromEntries(names.map((name) => [name, name]));
    const backwards = Object.fromEntries(names.toReversed().map((name) => [name, name]));
    expect(canonicalJson(forwards)).toBe(canonicalJson(backwards));
    expect(canonicalJson(forwards)).toBe(canonicalize(forwards));
  }
});

test("what JSON does not have is a mistake, never a null", () => {
  expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
  expect(() => canonicalJson([Number.POSITIVE_INFINITY])).toThrow(TypeError);
  expect(() => canonicalJson({ a: undefined } as unknown as JsonValue)).toThrow(TypeError);
});
