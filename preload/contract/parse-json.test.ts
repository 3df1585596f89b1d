import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyJson } from "../../main/vault/testing/arbitrary-objects.ts";
import { parseJson } from "./parse-json.ts";

/** Has V8 expect a backslash wherever `first` was the key before. */
function expectBackslashAfter(first: string): void {
  JSON.parse(`{${JSON.stringify(first)}:1,"\\\\":2}`);
}

const keyOf = fc.string({ unit: "binary", minLength: 1, maxLength: 1 });
const backslash = "\\";

describe("parseJson", () => {
  it.each(["\n", '"', "\u0000", "\ud800", "\udd37"])("reads a key of one escaped character as it is (%j)", (key) => {
    expectBackslashAfter("a");
    const text = JSON.stringify({ a: 1, [key]: { a: [2], [key]: 3 } });
    expect(Object.keys(parseJson(text) as object)).toEqual(["a", key]);
    expect(JSON.stringify(parseJson(text))).toBe(text);
  });

  it("tells such keys from the same characters in a text", () => {
    const value = { a: `,"\n":{"\n": ${backslash}`, b: [",", "\n", ":"], "\n": '{"\\n":' };
    expectBackslashAfter("b");
    expect(parseJson(JSON.stringify(value))).toStrictEqual(value);
    expect(parseJson(JSON.stringify(value, undefined, 2))).toStrictEqual(value);
  });

  it("is not misled by keys that look like its own marks", () => {
    const value = { "~": 1, "~~\n": 2, "\n": 3, "~~~~": 4 };
    expectBackslashAfter("~~\n");
    expect(parseJson(JSON.stringify(value).replaceAll("~", "\\u007e"))).toStrictEqual(value);
    expect(parseJson(JSON.stringify(value))).toStrictEqual(value);
  });

  it("keeps __proto__ and integer keys as JSON.parse does", () => {
    const text = '{"__proto__":{"\\n":1},"\\u0031":2,"\\u0041":3}';
    expect(Object.entries(parseJson(text) as object)).toEqual([
      ["1", 2],
      ["__proto__", { "\n": 1 }],
      ["A", 3],
    ]);
  });

  it("reads whatever JSON.stringify writes, whatever was read before", () => {
    fc.assert(
      fc.property(keyOf, keyOf, anyJson, (first, second, value) => {
        expectBackslashAfter(first);
        const written = { [first]: 1, [second]: value, inner: [{ [first]: value, [second]: 2 }] };
        const text = JSON.stringify(written);
        expect(JSON.stringify(parseJson(text))).toBe(text);
        expect(isDeepStrictEqual(Object.keys(parseJson(text) as object), Object.keys(written))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each(["", "{", '{"\\n":1', '{"\\n":1}}', '{"\\x":1}'])("refuses what is no JSON (%s)", (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });
});
