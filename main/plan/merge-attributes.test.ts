import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttributeChange } from "../../preload/contract/change.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { compareValues } from "../compare/compare-values.ts";
import { mergeAttributes } from "./merge-attributes.ts";

const policy = definitionOf("conditionalAccessPolicy");
const application = definitionOf("application");

function differences(before: JsonObject, after: JsonObject, definition: typeof policy): AttributeChange[] {
  const changes: AttributeChange[] = [];
  for (const unit of new Set([...Object.keys(before), ...Object.keys(after)])) {
    compareValues(before[unit], after[unit], definition.properties[unit], unit, changes);
  }
  return changes;
}

const ids = fc.subarray(["a", "b", "c", "d"]);
const idsOrNone = fc.option(ids, { nil: null });
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const withoutAbsent = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

const policies: fc.Arbitrary<JsonObject> = fc
  .record({
    state: fc.constantFrom("enabled", "disabled"),
    conditions: fc.record({
      users: fc.record({ includeUsers: ids, excludeUsers: idsOrNone, excludeGroups: optional(ids) }),
      locations: optional(fc.option(fc.record({ includeLocations: ids, excludeLocations: ids }), { nil: null })),
      platforms: fc.option(fc.record({ includePlatforms: ids }), { nil: null }),
    }),
    grantControls: fc.option(fc.record({ operator: fc.constantFrom("OR", "AND"), builtInControls: ids }), {
      nil: null,
    }),
  })
  .map(withoutAbsent);

const roles = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom("r1", "r2", "r3"),
    isEnabled: fc.boolean(),
    description: fc.constantFrom("x", "y", ""),
    allowedMemberTypes: ids,
  }),
  { selector: ({ id }) => id },
);
const applications: fc.Arbitrary<JsonObject> = fc
  .record({
    displayName: fc.constantFrom("one", "two"),
    appRoles: optional(roles),
    identifierUris: idsOrNone,
    web: optional(fc.record({ redirectUris: ids, homePageUrl: fc.constantFrom(null, "https://a.example") })),
  })
  .map(withoutAbsent);

describe.each([
  ["policies", policies, policy],
  ["applications", applications, application],
] as const)("any choice among %s", (_name, objects, definition) => {
  it("puts back exactly what was chosen and leaves the rest as it is", () => {
    fc.assert(
      fc.property(
        objects,
        objects,
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        (target, found, picks) => {
          const changes = differences(target, found, definition);
          const chosen = changes.filter((_change, index) => picks[index]);
          const { expected, promised } = mergeAttributes(
            found,
            target,
            chosen.map(({ path, before }) => ({ path, value: before })),
            definition,
          );
          const result = { ...found, ...promised };
          for (const unit of Object.keys(expected)) if (!(unit in promised)) delete result[unit];
          const left = changes.filter((change) => !chosen.includes(change)).map(({ path }) => path);
          expect(differences(target, result, definition).map(({ path }) => path)).toEqual(left);
          expect(
            differences(result, found, definition)
              .map(({ path }) => path)
              .sort(),
          ).toEqual(chosen.map(({ path }) => path).sort());
        },
      ),
      { numRuns: 300 },
    );
  });
});

it("the last exclusion comes off as an empty list (C1)", () => {
  const found = { conditions: { users: { includeUsers: ["All"], excludeUsers: ["u1"] } } };
  const target = { conditions: { users: { includeUsers: ["All"], excludeUsers: [] } } };
  const { promised } = mergeAttributes(found, target, [{ path: "conditions.users.excludeUsers", value: [] }], policy);
  expect(promised).toEqual(target);
});

it("keys such as __proto__ are only keys", () => {
  const found = JSON.parse('{"conditions":{"__proto__":{"polluted":1},"users":{"excludeUsers":["u1"]}}}') as JsonObject;
  const { promised } = mergeAttributes(found, {}, [{ path: "conditions.users.excludeUsers", value: ["u2"] }], policy);
  expect(JSON.stringify(promised)).toBe('{"conditions":{"__proto__":{"polluted":1},"users":{"excludeUsers":["u2"]}}}');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
