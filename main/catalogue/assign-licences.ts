import type { JsonObject } from "../../preload/contract/json-value.ts";
import { jsonText, objectsIn, textsIn } from "../../preload/contract/json-value.ts";
import type { WriteRequest } from "./object-type-definition.ts";

type Licences = ReadonlyMap<string, JsonObject>;

/**
 * The assignLicense action that puts the licences of `promised` in place of those of `expected`; nothing if they agree.
 * Licences that come through a group stand in the same array and cannot be taken from the user, nor may they become the
 * user's own: only those whose `licenseAssignmentStates` entry names no group count. Without states all count.
 */
export function licenceRequests(path: string, promised: JsonObject, expected: JsonObject): readonly WriteRequest[] {
  if (!("assignedLicenses" in promised) && !("assignedLicenses" in expected)) return [];
  const [wanted, found] = [directLicences(promised), directLicences(expected)];
  const add = [...wanted].filter(([sku, licence]) => plansOf(licence) !== plansOf(found.get(sku)));
  const remove = [...found.keys()].filter((sku) => !wanted.has(sku));
  if (add.length + remove.length === 0) return [];
  const addLicenses = add.map(([skuId, licence]) => ({ skuId, disabledPlans: textsIn(licence.disabledPlans) }));
  return [{ method: "POST", path: `${path}/assignLicense`, body: { addLicenses, removeLicenses: remove } }];
}

function directLicences(state: JsonObject): Licences {
  const throughGroup = skusThroughGroup(state);
  const all = objectsIn(state.assignedLicenses).map(
    (licence) => [jsonText(licence.skuId).toLowerCase(), licence] as const,
  );
  return new Map(all.filter(([sku]) => !throughGroup.has(sku)));
}

/** Licences that no direct assignment explains. */
function skusThroughGroup(state: JsonObject): ReadonlySet<string> {
  const states = objectsIn(state.licenseAssignmentStates);
  const direct = new Set(states.filter((entry) => !entry.assignedByGroup).map((entry) => skuOf(entry)));
  return new Set(states.map(skuOf).filter((sku) => !direct.has(sku)));
}

function skuOf(entry: JsonObject): string {
  return jsonText(entry.skuId).toLowerCase();
}

/** The switched-off plans as one text; undefined where the licence is not there at all. */
function plansOf(licence: JsonObject | undefined): string | undefined {
  if (licence === undefined) return undefined;
  return textsIn(licence.disabledPlans)
    .map((plan) => plan.toLowerCase())
    .sort()
    .join(" ");
}
