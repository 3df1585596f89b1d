import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, jsonText } from "../../preload/contract/json-value.ts";
import type { PropertyRule, WriteRequest } from "./object-type-definition.ts";
import { each, fact, keyed, moving, type Rules, words } from "./property-rules.ts";
import { alreadyGone } from "./reference-links.ts";
import { createBody, namesToWrite, updateBody } from "./write-body.ts";

const settings: Rules = {
  "@odata.type": fact(),
  appliesToCombinations: words(),
  ...each(["allowedAAGUIDs", "allowedIssuerSkis", "allowedPolicyOIDs"], words()),
};

/** Known by what they apply to, of which each combination has one; a new one gets a new id. */
export const combinationConfigurations: PropertyRule = keyed(
  "appliesToCombinations",
  { ...settings, id: moving() },
  { write: { route: "action" } },
);

export interface ConfigurationRequests {
  /** Before the combinations change: what goes must not stand in the way. */
  readonly removals: readonly WriteRequest[];
  /** After they have: what comes applies to combinations that are there. */
  readonly writes: readonly WriteRequest[];
}

/** One request a configuration that differs, at the strength's own address. */
export function configurationRequests(id: string, promised: JsonObject, expected: JsonObject): ConfigurationRequests {
  const path = `/identity/conditionalAccess/authenticationStrength/policies/${id}/combinationConfigurations`;
  const [wanted, found] = [byCombination(promised), byCombination(expected)];
  const gone = [...found].filter(([combination]) => !wanted.has(combination));
  return {
    removals: gone.map(
      ([, { id }]): WriteRequest => ({ method: "DELETE", path: `${path}/${id}`, alsoFine: alreadyGone }),
    ),
    writes: [...wanted].flatMap(([combination, configuration]) => write(path, configuration, found.get(combination))),
  };
}

function write(path: string, wanted: JsonObject, found: JsonObject | undefined): readonly WriteRequest[] {
  const type = { "@odata.type": wanted["@odata.type"] ?? found?.["@odata.type"] ?? null };
  if (found === undefined) {
    return [{ method: "POST", path, body: { ...type, ...createBody(settings, Object.keys(settings), wanted) } }];
  }
  const names = namesToWrite(settings, "patch", wanted, found);
  if (names.length === 0) return [];
  const body = { ...type, ...updateBody(settings, names, wanted, found) };
  return [{ method: "PATCH", path: `${path}/${found.id}`, body }];
}

function byCombination({ combinationConfigurations: listed }: JsonObject): ReadonlyMap<string, JsonObject> {
  const all: readonly JsonValue[] = Array.isArray(listed) ? listed : [];
  return new Map(all.filter(isJsonObject).map((one) => [combinationOf(one), one]));
}

function combinationOf({ appliesToCombinations: names }: JsonObject): string {
  return Array.isArray(names) ? names.map(jsonText).sort().join(",").toLowerCase() : "";
}
