import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject, objectsIn } from "../../../preload/contract/json-value.ts";
import type { MutableJsonObject } from "../demo-state.ts";
import { newId, nowIso, touch } from "../demo-state.ts";
import { createObject, deleteObject, patchObject } from "../directory-writes.ts";
import type { Answer } from "./answer.ts";
import { created, noContent, ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, context, param } from "./call.ts";
import { propertiesOf, readOnly } from "./check-body.ts";
import { badRequest, notFound } from "./refusal.ts";

const type = "authenticationStrengthPolicy";
const place = "policies/authenticationStrengthPolicies";
const most = 15;

/** GET /policies/authenticationStrengthPolicies; `$top` is refused here (fault A2). */
export function listStrengths(call: Call): Answer {
  if (call.query.top !== undefined) throw badRequest("The query option '$top' is not supported.", "BadRequest");
  const value = call.view.ids(type).flatMap((id) => call.view.object(type, id) ?? []);
  return ok({ ...context(call, place), value });
}

export function readStrength(call: Call): Answer {
  return ok({ ...context(call, `${place}/$entity`), ...addressed(call, type) });
}

/** POST: at least one combination; the tenant may have 15 of its own. */
export function createStrength(call: Call): Answer {
  const { state, caller } = call;
  const { displayName, description = "", allowedCombinations, ...rest } = propertiesOf(call.body);
  const [fixed] = Object.keys(rest).filter((name) => name !== "requirementsSatisfied" && name !== "policyType");
  if (fixed !== undefined) throw readOnly(fixed);
  if (typeof displayName !== "string" || displayName === "") throw badRequest("displayName is required.", "BadRequest");
  const own = [...state.objects[type].values()].filter(({ policyType }) => policyType === "custom");
  if (own.length >= most) throw badRequest("The maximum number of authentication strengths is reached.", "BadRequest");
  const times = { createdDateTime: nowIso(state), modifiedDateTime: nowIso(state) };
  const strength = createObject(state, caller.actor, type, {
    ...times,
    displayName,
    description,
    policyType: "custom",
    requirementsSatisfied: "mfa",
    allowedCombinations: combinationsIn(allowedCombinations),
    combinationConfigurations: [],
  });
  return created({ ...context(call, `${place}/$entity`), ...strength });
}

/** PATCH: the name and the description, nothing else. Answers 204. */
export function patchStrength(call: Call): Answer {
  const strength = own(call);
  const body = propertiesOf(call.body);
  const fixed = Object.keys(body).find((name) => name !== "displayName" && name !== "description");
  if (fixed !== undefined) throw readOnly(fixed);
  patchObject(call.state, call.caller.actor, type, String(strength.id), body);
  return noContent;
}

/** POST .../updateAllowedCombinations: all of them, as they shall be. */
export function updateCombinations(call: Call): Answer {
  const strength = own(call);
  const allowedCombinations = combinationsIn(call.body.allowedCombinations);
  const used = configurationsOf(strength).flatMap(({ appliesToCombinations: names }) => names as readonly JsonValue[]);
  if (used.some((name) => !allowedCombinations.includes(name)))
    throw badRequest("A combination that has a configuration cannot be removed.", "BadRequest");
  const previousCombinations = strength.allowedCombinations ?? [];
  patchObject(call.state, call.caller.actor, type, String(strength.id), { allowedCombinations });
  return ok({
    ...context(call, "microsoft.graph.updateAllowedCombinationsResult"),
    currentCombinations: allowedCombinations,
    previousCombinations,
    additionalInformation: "",
    conditionalAccessReferences: usersOf(call, String(strength.id)),
  });
}

/** DELETE: for good, there is no recycle bin; refused while a policy asks for it. */
export function deleteStrength(call: Call): Answer {
  const { state, caller } = call;
  const id = String(own(call).id);
  const users = usersOf(call, id);
  if (users.length > 0) {
    throw badRequest(`The authentication strength is referenced by ${users.length} policies.`, "BadRequest");
  }
  deleteObject(state, caller.actor, type, id);
  state.deleted.delete(id);
  touch(state, type, id, "hard-deleted");
  return noContent;
}

export function addConfiguration(call: Call): Answer {
  const strength = own(call);
  const configuration: JsonObject = { ...checked(call.body, strength), id: newId(call.state) };
  const taken = configurationsOf(strength).some(({ appliesToCombinations }) =>
    sameNames(appliesToCombinations, configuration.appliesToCombinations),
  );
  if (taken) throw badRequest("The combination has a configuration already.", "BadRequest");
  put(call, strength, [...configurationsOf(strength), configuration]);
  return created({
    ...context(call, `${place}('${strength.id}')/combinationConfigurations/$entity`),
    ...configuration,
  });
}

export function patchConfiguration(call: Call): Answer {
  const strength = own(call);
  const found = configurationAt(call, strength);
  const changed = checked({ ...found, ...call.body }, strength);
  put(
    call,
    strength,
    configurationsOf(strength).map((each) => (each === found ? changed : each)),
  );
  return noContent;
}

export function deleteConfiguration(call: Call): Answer {
  const strength = own(call);
  const found = configurationAt(call, strength);
  put(
    call,
    strength,
    configurationsOf(strength).filter((each) => each !== found),
  );
  return noContent;
}

function put(call: Call, strength: MutableJsonObject, combinationConfigurations: readonly JsonObject[]): void {
  patchObject(call.state, call.caller.actor, type, String(strength.id), { combinationConfigurations });
}

/** The one that the address names, if it may be written. */
function own(call: Call): MutableJsonObject {
  const strength = addressed(call, type);
  if (strength.policyType === "builtIn")
    throw badRequest("Built-in authentication strengths are read-only.", "BadRequest");
  const live = call.state.objects[type].get(String(strength.id));
  // Reads may lag behind; a write never does.
  if (live === undefined) throw notFound(String(strength.id));
  return live;
}

function configurationsOf({ combinationConfigurations: listed }: JsonObject): readonly JsonObject[] {
  return objectsIn(listed);
}

function configurationAt(call: Call, strength: JsonObject): JsonObject {
  const wanted = param(call, "configuration");
  const found = configurationsOf(strength).find(({ id }) => id === wanted);
  if (found === undefined) throw notFound(wanted);
  return found;
}

function checked(body: JsonObject, { allowedCombinations }: JsonObject): JsonObject {
  const { appliesToCombinations: names } = body;
  const allowed = Array.isArray(allowedCombinations) ? allowedCombinations : [];
  if (typeof body["@odata.type"] !== "string") throw badRequest("'@odata.type' is missing.", "BadRequest");
  if (!Array.isArray(names) || names.length === 0 || !names.every((name: JsonValue) => allowed.includes(name)))
    throw badRequest("appliesToCombinations must be among the allowed combinations.", "BadRequest");
  return body;
}

function combinationsIn(value: JsonValue | undefined): readonly JsonValue[] {
  const combinations: readonly JsonValue[] = Array.isArray(value) ? value : [];
  const wrong = combinations.find((each) => typeof each !== "string" || !/^\w+(,\w+)*$/.test(each));
  if (combinations.length === 0 || wrong !== undefined)
    throw badRequest("allowedCombinations must hold at least one known combination.", "BadRequest");
  return combinations;
}

function sameNames(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The policies that ask for it. */
function usersOf({ state }: Call, id: string): readonly string[] {
  return [...state.objects.conditionalAccessPolicy.values()].flatMap((policy) => {
    const strength = isJsonObject(policy.grantControls ?? null)
      ? (policy.grantControls as JsonObject).authenticationStrength
      : undefined;
    return isJsonObject(strength) && strength.id === id ? [String(policy.id)] : [];
  });
}
