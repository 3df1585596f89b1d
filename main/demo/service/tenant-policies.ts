import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { objectsIn } from "../../../preload/contract/json-value.ts";
import type { MutableJsonObject } from "../demo-state.ts";
import { patchMethodConfiguration, patchObject } from "../directory-writes.ts";
import type { Answer } from "./answer.ts";
import { noContent, ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { context, param } from "./call.ts";
import { merged, readOnly } from "./check-body.ts";
import { badRequest, invalidValue, notFound } from "./refusal.ts";

type Singleton = "authenticationMethodsPolicy" | "authorizationPolicy";

function only(call: Call, type: Singleton): MutableJsonObject {
  const [id = ""] = call.view.ids(type);
  const policy = call.view.object(type, id);
  if (policy === undefined) throw notFound(type);
  return policy;
}

/** GET /policies/authenticationMethodsPolicy and /policies/authorizationPolicy. */
export function readSingleton(call: Call, type: Singleton): Answer {
  return ok({ ...context(call, `policies/${type}/$entity`), ...only(call, type) });
}

const writable: Readonly<Record<Singleton, readonly string[]>> = {
  authenticationMethodsPolicy: [
    "registrationEnforcement",
    "policyMigrationState",
    "systemCredentialPreferences",
    "reportSuspiciousActivitySettings",
  ],
  authorizationPolicy: [
    "allowEmailVerifiedUsersToJoinOrganization",
    "allowInvitesFrom",
    "allowUserConsentForRiskyApps",
    "allowedToSignUpEmailBasedSubscriptions",
    "allowedToUseSSPR",
    "blockMsolPowerShell",
    "defaultUserRolePermissions",
    "description",
    "displayName",
    "guestUserRoleId",
  ],
};

/** Users, guests, restricted guests. */
const guestRoles = [
  "a0b1b346-4d3e-4e8b-98f8-753987be4970",
  "10dae51f-b6af-4016-8d66-8c2a99b929b3",
  "2af84b1e-32c8-42b7-82bc-daa82404023b",
];

/** PATCH of a singleton: the authentication methods policy answers 200 with itself, the other 204. */
export function patchSingleton(call: Call, type: Singleton): Answer {
  const { state, caller, body } = call;
  const policy = only(call, type);
  const names = Object.keys(body).filter((name) => !name.includes("@"));
  const fixed = names.find((name) => !writable[type].includes(name));
  if (fixed !== undefined) throw readOnly(fixed);
  if (typeof body.guestUserRoleId === "string" && !guestRoles.includes(body.guestUserRoleId.toLowerCase())) {
    throw badRequest("guestUserRoleId is not one of the known roles.");
  }
  const misshapen = names.find((name) => isSwitch(name) && !isSwitchValue(body[name] ?? null));
  if (misshapen !== undefined) throw invalidValue(misshapen, "AuthorizationPolicy");
  const live = state.objects[type].get(String(policy.id)) ?? policy;
  const patch = Object.fromEntries(names.map((name) => [name, merged(live[name], body[name] ?? null)]));
  const changed = patchObject(state, caller.actor, type, String(policy.id), patch);
  return type === "authenticationMethodsPolicy"
    ? ok({ ...context(call, `policies/${type}/$entity`), ...changed })
    : noContent;
}

function isSwitch(name: string): boolean {
  return /^(allow|block)/.test(name) && name !== "allowInvitesFrom";
}

function isSwitchValue(value: JsonValue): boolean {
  return value === null || typeof value === "boolean";
}

const configurations = "authenticationMethodConfigurations";
const contextName = `policies/authenticationMethodsPolicy/${configurations}`;

function methodsOf(policy: JsonObject): readonly JsonObject[] {
  return objectsIn(policy[configurations]);
}

function methodAt(call: Call): JsonObject {
  const wanted = param(call);
  const found = methodsOf(only(call, "authenticationMethodsPolicy")).find(
    ({ id }) => String(id).toLowerCase() === wanted.toLowerCase(),
  );
  if (found === undefined) throw notFound(wanted);
  return found;
}

export function listMethods(call: Call): Answer {
  return ok({ ...context(call, contextName), value: methodsOf(only(call, "authenticationMethodsPolicy")) });
}

export function readMethod(call: Call): Answer {
  return ok({ ...context(call, `${contextName}/$entity`), ...methodAt(call) });
}

/** PATCH of one method, with its type's name. Answers 204. */
export function patchMethod(call: Call): Answer {
  const method = methodAt(call);
  const { id, ...body } = call.body;
  if (body["@odata.type"] !== method["@odata.type"]) {
    throw badRequest(
      "'@odata.type' of the authentication method configuration is missing or does not fit.",
      "BadRequest",
    );
  }
  if (id !== undefined && id !== method.id) throw readOnly("id");
  const strange = Object.keys(body).find((name) => !name.includes("@") && !Object.hasOwn(method, name));
  if (strange !== undefined)
    throw badRequest(`The property '${strange}' does not exist on type '${method["@odata.type"]}'.`, "BadRequest");
  patchMethodConfiguration(call.state, call.caller.actor, String(method.id), body);
  return noContent;
}
