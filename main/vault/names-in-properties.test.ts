import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../preload/contract/canonical-json.ts";
import { isSoftDeleted, nameOf } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { callingInProperties, namesInProperties } from "./names-in-properties.ts";

const keys = ["appId", "deletedDateTime", "displayName", "userPrincipalName"];
/** What a parser finds: the object's own texts of these names. */
const parsed = (properties: JsonObject) => {
  const isNamed = typeof properties.displayName === "string" && properties.displayName !== "";
  const wanted = isNamed ? keys : [...keys, "skuPartNumber"];
  return Object.fromEntries(
    wanted.flatMap((key) => (typeof properties[key] === "string" ? [[key, properties[key]]] : [])),
  );
};

const scanned = (properties: JsonObject) => namesInProperties(Buffer.from(canonicalJson(properties)));

/** Texts full of what could be taken for a key, a bracket or the end of a text. */
const text = fc.oneof(
  fc.string({ unit: "binary" }).filter((each) => each.isWellFormed()),
  fc.constantFrom('"displayName":"', '\\"', "\\", '"}', "{[", '","appId":"x', "\\\\", "名前 🙂 مرحبا"),
);
const key = fc.oneof(fc.constantFrom(...keys, "skuPartNumber", "a", "z"), text);
const { value } = fc.letrec<{ readonly value: JsonObject[string] }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(text, fc.constantFrom(null, true, 0, 1.5)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 6, noNullPrototype: true }),
  ),
}));

test("finds what a parser finds, whatever the texts and what lies deeper", () => {
  const properties = fc.dictionary(key, value, { maxKeys: 8, noNullPrototype: true });
  fc.assert(
    fc.property(properties, (each) => {
      expect(scanned(each)).toEqual(parsed(each));
    }),
    { numRuns: 3000 },
  );
});

test("a hundred thousand names that lie deeper are passed over in one way through", () => {
  const appRoles = Array.from({ length: 100_000 }, (_, index) => ({ displayName: `Role ${index}`, isEnabled: true }));
  expect(scanned({ appRoles })).toEqual({});
  expect(scanned({ appRoles, displayName: "Payroll" })).toEqual({ displayName: "Payroll" });
});

test("an app role's display name is not its application's", () => {
  const appRoles = [{ displayName: "Reader", appId: "deeper" }];
  expect(scanned({ appRoles, tags: ['"displayName":"no"'] })).toEqual({});
  expect(scanned({ appRoles, displayName: "Payroll", zones: appRoles })).toEqual({ displayName: "Payroll" });
});

test.each([" ", "\t\n", "\u00a0\u3000"])(
  "somebody whose display name is blank (%j) goes by the sign-in name",
  (displayName) => {
    const properties = { displayName, userPrincipalName: "ada@contoso.example" };
    const short = callingInProperties(Buffer.from(canonicalJson(properties)));
    expect(nameOf({ id: "u1", properties: short })).toBe("ada@contoso.example");
    expect(nameOf({ id: "u1", properties })).toBe("ada@contoso.example");
  },
);

test("the short way says the same of how an object is called and whether it is deleted", () => {
  const own = fc.dictionary(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...keys, "skuPartNumber") }, key), value, {
    maxKeys: 8,
    noNullPrototype: true,
  });
  const long = fc.constantFrom({}, { accountEnabled: "x".repeat(2000) }, { city: { displayName: "deeper" } });
  fc.assert(
    fc.property(own, long, (properties, more) => {
      const whole = { ...more, ...properties };
      const short = callingInProperties(Buffer.from(canonicalJson(whole)));
      const object = (known: JsonObject) => ({ type: "user", id: "the id", properties: known, links: {} }) as const;
      expect(nameOf(object(short))).toBe(nameOf(object(whole)));
      expect(isSoftDeleted(object(short))).toBe(isSoftDeleted(object(whole)));
    }),
    { numRuns: 3000 },
  );
});
