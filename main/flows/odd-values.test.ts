import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { type DirectoryObject, objectTypes } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { planHtml } from "../exchange/plan-html.ts";
import { planText } from "../exchange/plan-text.ts";
import { reportAs, reportFormats } from "../exchange/report-as.ts";
import { planBetween, testId } from "../plan/testing/two-states.ts";
import { anyJson, anyJsonObject } from "../vault/testing/arbitrary-objects.ts";
import { newVault, proof, removeFolders, sealed } from "../vault/testing/scratch-vault.ts";
import { makeReport, reportNames } from "./report.ts";

afterEach(() => removeFolders());

const people = [testId("u", 1), testId("u", 2)];
/** What only a hostile export holds; an object over whose own `toString` a conversion to text falls. */
const untellable: JsonObject = { toString: 1, valueOf: null, toJSON: 2, length: -1 };
const value: fc.Arbitrary<JsonValue> = fc.oneof(
  anyJson,
  fc.constantFrom<JsonValue>(untellable, [untellable], { "@odata.type": untellable, id: untellable }, "Ana \ud83d"),
);
const recordKeys = ["id", "name", "principalId", "appRoleId", "consentType", "resourceId", "scope", "roleDefinitionId"];
const record = fc.oneof(anyJsonObject, dictionaryOf(recordKeys, value));
const conditions = dictionaryOf(
  ["users", "applications", "locations", "platforms", "clientAppTypes"],
  fc.oneof(value, whom()),
);

function dictionaryOf(keys: readonly string[], values: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonObject> {
  if (keys.length === 0) return fc.constant({});
  return fc.dictionary(fc.constantFrom(...keys), values, { maxKeys: 8, noNullPrototype: true });
}

function whom(): fc.Arbitrary<JsonObject> {
  const lists = [
    "includeUsers",
    "excludeUsers",
    "includeGroups",
    "includeRoles",
    "includeGuestsOrExternalUsers",
    "includeLocations",
  ];
  return dictionaryOf(lists, fc.oneof(value, fc.constantFrom(["All"], people)));
}

const anyObject: fc.Arbitrary<DirectoryObject> = fc.constantFrom(...objectTypes).chain((type) => {
  const { properties, links } = definitionOf(type);
  const targets = fc.array(fc.oneof(fc.constantFrom(...people), record), { maxLength: 3 });
  const policy: fc.Arbitrary<JsonObject> =
    type === "conditionalAccessPolicy"
      ? fc.record({ conditions, state: fc.constantFrom("enabled", "disabled") })
      : fc.constant({});
  return fc.record({
    type: fc.constant(type),
    id: fc.constantFrom(...people, testId("g", 3)),
    properties: fc
      .tuple(dictionaryOf([...Object.keys(properties), "displayName", "@odata.type"], value), policy)
      .map(([some, ofPolicy]): JsonObject => ({ ...some, ...ofPolicy })),
    links: dictionaryOf(Object.keys(links), targets as fc.Arbitrary<JsonValue>) as fc.Arbitrary<
      DirectoryObject["links"]
    >,
  });
});
const state = fc.uniqueArray(anyObject, { selector: ({ type, id }) => `${type} ${id}`, maxLength: 6 });

it("leave no state of a tenant without a report and a plan, whatever its values are", async () => {
  await fc.assert(
    fc.asyncProperty(state, state, async (before, after) => {
      const plan = planBetween(before, after, { removeAdded: true, signedInObjectId: people[0] ?? "" });
      expect([...planText(plan), ...planHtml(plan)].join("")).toContain(plan.hash.slice(0, 8));
      const vault = newVault();
      const proofs = Object.fromEntries(objectTypes.map((type) => [type, typeProof(type)]));
      const [from, to] = [before, after].map((objects) => ({ ...sealed(vault, objects), types: proofs }));
      if (from === undefined || to === undefined) throw new Error("nothing was sealed");
      const report = await makeReport(vault, from, to);
      const content = { ...report, tenantName: "Contoso", names: reportNames(vault, report), width: 100 };
      for (const format of reportFormats) expect([...reportAs(format, content)].join("")).not.toBe("");
      vault.close();
    }),
    { numRuns: 150 },
  );
});

function typeProof(type: (typeof objectTypes)[number]) {
  const { properties, links } = definitionOf(type);
  return { ...proof, selected: Object.keys(properties), links: Object.keys(links) };
}
