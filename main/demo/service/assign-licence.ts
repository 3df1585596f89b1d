import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { objectsIn } from "../../../preload/contract/json-value.ts";
import type { MutableJsonObject } from "../demo-state.ts";
import { nowIso } from "../demo-state.ts";
import { patchObject } from "../directory-writes.ts";
import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, context } from "./call.ts";
import { badRequest } from "./refusal.ts";
import { projectionOf } from "./select-properties.ts";
import { freeUnits } from "./tenant-facts.ts";

/** POST /users/{id}/assignLicense and /groups/{id}/assignLicense. Answers with the object. */
export function assignLicence(call: Call, type: "user" | "group"): Answer {
  const { state, caller, body } = call;
  const object = addressed(call, type);
  const add = objectsIn(body.addLicenses).map(licenceOf);
  const remove = texts(body.removeLicenses);
  for (const sku of [...add.map(({ skuId }) => skuId), ...remove]) checkUnits(call, type, object, sku);
  if (type === "user" && add.length > 0 && object.usageLocation === null) {
    throw badRequest("License assignment cannot be done for user with invalid usage location.");
  }
  checkRemovals(type, object, remove);
  const patch =
    type === "user" ? userPatch(call, object, add, remove) : { assignedLicenses: after(object, add, remove) };
  const activity = type === "user" ? "Change user license" : "Set group license";
  const changed = patchObject(state, caller.actor, type, String(object.id), patch, { activity });
  const shown = projectionOf(type, undefined, "item")(changed);
  return { status: type === "user" ? 200 : 202, body: { ...context(call, `${type}s/$entity`), ...shown } };
}

/** A group may ask for more than there is; its members then stay without. */
function checkUnits(call: Call, type: "user" | "group", object: MutableJsonObject, sku: string): void {
  const free = freeUnits(call, sku);
  if (free === undefined) throw badRequest(`License ${sku} does not correspond to a valid company License.`);
  const holds = objectsIn(object.assignedLicenses).some(({ skuId }) => String(skuId).toLowerCase() === sku);
  if (type === "user" && !holds && free <= 0)
    throw badRequest(`Subscription with SKU ${sku} does not have any available licenses.`);
}

interface Licence {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

function licenceOf({ skuId, disabledPlans }: JsonObject): Licence {
  return { skuId: String(skuId).toLowerCase(), disabledPlans: texts(disabledPlans) };
}

function texts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map((item: JsonValue) => String(item).toLowerCase()) : [];
}

/** A licence that comes through a group can only be taken from the group. */
function checkRemovals(type: "user" | "group", object: MutableJsonObject, remove: readonly string[]): void {
  const held = objectsIn(type === "user" ? object.licenseAssignmentStates : object.assignedLicenses);
  for (const sku of remove) {
    const own = held.filter(({ skuId }) => String(skuId).toLowerCase() === sku);
    if (own.length === 0)
      throw badRequest(`${type === "user" ? "User" : "Group"} does not have a corresponding license.`);
    if (own.every(({ assignedByGroup = null }) => assignedByGroup !== null)) {
      throw badRequest(
        "User license is inherited from a group membership and it cannot be removed directly from the user.",
      );
    }
  }
}

function after(object: MutableJsonObject, add: readonly Licence[], remove: readonly string[]): readonly JsonObject[] {
  const changed = new Set([...remove, ...add.map(({ skuId }) => skuId)]);
  const kept = objectsIn(object.assignedLicenses).filter(({ skuId }) => !changed.has(String(skuId).toLowerCase()));
  return [...kept, ...add.map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans }))];
}

/** The states say where each licence comes from; the licences are what remains of them. */
function userPatch(
  { state }: Call,
  user: MutableJsonObject,
  add: readonly Licence[],
  remove: readonly string[],
): JsonObject {
  const changed = new Set([...remove, ...add.map(({ skuId }) => skuId)]);
  const isKept = ({ skuId, assignedByGroup = null }: JsonObject) =>
    assignedByGroup !== null || !changed.has(String(skuId).toLowerCase());
  const given = add.map(({ skuId, disabledPlans }) => {
    const facts = { state: "Active", error: "None", lastUpdatedDateTime: nowIso(state) };
    return { skuId, disabledPlans, assignedByGroup: null, ...facts };
  });
  const licenseAssignmentStates = [...objectsIn(user.licenseAssignmentStates).filter(isKept), ...given];
  const bySku = new Map(licenseAssignmentStates.map(({ skuId, disabledPlans }) => [skuId, disabledPlans ?? []]));
  const assignedLicenses = [...bySku].map(([skuId, disabledPlans]) => ({ skuId: skuId ?? "", disabledPlans }));
  return { assignedLicenses, licenseAssignmentStates };
}
