import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "../../preload/contract/json-value.ts";
import { conditionalAccessPolicyDefinition } from "./conditional-access-policy.ts";
import { faultsOf, hasPublishedSchema } from "./published-schema-for-tests.ts";
import { isBlank } from "./write-body.ts";

const folder = resolve(import.meta.dirname, "../../../shared/real-data/history/j0eyv");
const hasRealData = existsSync(folder) && hasPublishedSchema;
if (!hasRealData) process.stderr.write("Left out: exported policies of a real tenant are not beside this checkout.\n");

const policies = !hasRealData
  ? []
  : readdirSync(folder)
      .filter((file) => /^\d/.test(file))
      .flatMap((file) => {
        const tenant = JSON.parse(readFileSync(resolve(folder, file), "utf8"));
        return tenant.conditionalAccessPolicies as readonly JsonObject[];
      });

/** Names at any depth. */
function* namesIn(value: JsonValue): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* namesIn(item);
  else if (isJsonObject(value)) {
    for (const [name, inner] of Object.entries(value)) {
      yield name;
      yield* namesIn(inner);
    }
  }
}

/** Beta exports hold parts that v1.0 does not have: those are sent and openly refused, never quietly lost. */
const isOfBeta = (fault: string) => /must NOT have additional properties|must be null|schema in anyOf/.test(fault);

describe.skipIf(!hasRealData)("bodies for real policies", () => {
  it("are accepted but for what only beta knows, in updates and in re-creations", () => {
    expect(policies.length).toBeGreaterThan(100);
    const bodies = policies.flatMap((properties) => {
      const object = { type: "conditionalAccessPolicy", id: "p1", properties, links: {} } as const;
      const update = conditionalAccessPolicyDefinition.updateRequests("p1", properties, {})[0]?.body ?? {};
      return [update, conditionalAccessPolicyDefinition.createRequest(object)?.body ?? {}];
    });
    const faults = bodies.map((body) => faultsOf("conditionalAccessPolicy", body));
    expect(faults.flat().filter((fault) => !isOfBeta(fault))).toEqual([]);
    expect(faults.filter((list) => list.length === 0).length).toBeGreaterThan(policies.length);
    for (const body of bodies) {
      const names = new Set(namesIn(body));
      expect([...names].filter((name) => name.includes("@") && name !== "@odata.type")).toEqual([]);
      expect(names.has("allowedCombinations") || names.has("modifiedDateTime") || names.has("templateId")).toBe(false);
    }
  });

  it("say all that the policy says, what v1.0 does not know included (fault C7)", () => {
    for (const { conditions = {}, grantControls = null } of policies) {
      const [request] = conditionalAccessPolicyDefinition.updateRequests("p1", { conditions, grantControls }, {});
      expect(request?.body?.conditions).toMatchObject(contentOf(conditions));
      if (isJsonObject(grantControls)) {
        const { authenticationStrength, ...controls } = grantControls;
        expect(request?.body?.grantControls).toMatchObject(contentOf(controls));
      }
    }
  });
});

/** Without noise and without what says nothing. */
function contentOf(value: JsonValue): JsonObject {
  if (!isJsonObject(value)) return {};
  const told = Object.entries(value).filter(([name, inner]) => !name.includes("@") && !isBlank(inner));
  return Object.fromEntries(told.map(([name, inner]) => [name, isJsonObject(inner) ? contentOf(inner) : inner]));
}
