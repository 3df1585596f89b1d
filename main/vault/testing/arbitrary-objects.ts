import fc from "fast-check";
import { type DirectoryObject, type LinkTarget, objectTypes } from "../../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";

/** Any UTF-16 text, halves of surrogate pairs included. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0x20, max: 0x7e })), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));

const awkward = [
  "__proto__",
  "constructor",
  "toString",
  "0",
  "9",
  "10",
  "01",
  "-1",
  "4294967295",
  "",
  "é",
  "\ud83d\ude00",
  "\ue000",
];
const key = fc.oneof(anyText, fc.constantFrom(...awkward, "displayName", "@odata.type"));

/** Object.fromEntries makes `__proto__` a key like any other. */
function objectOf<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> {
  return fc.array(fc.tuple(key, value), { maxLength: 6 }).map((entries) => Object.fromEntries(entries));
}

const scalar = fc.oneof(
  anyText,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

export const anyJson: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 5 }),
    objectOf(tie("value")),
  ),
})).value;

export const anyJsonObject: fc.Arbitrary<JsonObject> = objectOf(anyJson);

const target: fc.Arbitrary<LinkTarget> = fc.oneof(anyText, fc.uuid(), anyJsonObject);
const targets = fc.oneof(fc.array(target, { maxLength: 4 }), fc.uniqueArray(fc.uuid(), { maxLength: 6 }));

export const anyObject: fc.Arbitrary<DirectoryObject> = fc.record({
  type: fc.constantFrom(...objectTypes),
  id: fc.oneof(fc.uuid(), fc.stringMatching(/^[A-Za-z0-9 _.'"\u00e4-\u00ff-]{1,20}$/)),
  properties: anyJsonObject,
  links: objectOf(targets),
});

/** With -0 as JSON has it. */
export function asJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
