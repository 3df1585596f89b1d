import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import type { MutableJsonObject } from "../demo-state.ts";
import { nowIso } from "../demo-state.ts";
import { createObject, patchObject } from "../directory-writes.ts";
import { blankObject } from "../generate/blank-objects.ts";
import type { Answer } from "./answer.ts";
import { created, noContent } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, context } from "./call.ts";
import { checkCreateBody, checkPatchBody, merged, propertiesOf } from "./check-body.ts";
import { badRequest, denied, invalidValue } from "./refusal.ts";
import { attributesAfter, securityAttributesWrite } from "./security-attributes.ts";
import { projectionOf } from "./select-properties.ts";

const required = ["accountEnabled", "displayName", "mailNickname", "userPrincipalName", "passwordProfile"];

/** POST /users. */
export function createUser(call: Call): Answer {
  const { state, caller, body } = call;
  checkCreateBody("user", body, required);
  const userPrincipalName = String(body.userPrincipalName);
  checkName(call, userPrincipalName);
  const { passwordProfile, ...properties } = propertiesOf(body);
  const user = createObject(state, caller.actor, "user", {
    ...withoutId(blankObject("user")),
    userType: "Member",
    ...properties,
    createdDateTime: nowIso(state),
    identities: identitiesFor(properties.identities, userPrincipalName),
    ...mailFacts(body.mail),
  });
  const shown = projectionOf("user", undefined, "item")(user);
  return created({ ...context(call, "users/$entity"), ...shown });
}

/** Properties that people on premises hold; a cloud PATCH may still say where licences are used. */
const writableWhenSynced = ["usageLocation", "preferredDataLocation"];

/** PATCH /users/{id}. Answers 204. */
export function patchUser(call: Call): Answer {
  const { state, caller, body } = call;
  const user = addressed(call, "user");
  checkPatchBody("user", body);
  checkRights(call);
  const { passwordProfile, ...properties } = propertiesOf(body);
  const refused = Object.keys(body).some((name) => !writableWhenSynced.includes(name));
  if (user.onPremisesSyncEnabled === true && refused) throw synced();
  if (wasSynced(user) && body.onPremisesExtensionAttributes !== undefined) throw synced();
  if (typeof body.userPrincipalName === "string") checkName(call, body.userPrincipalName, String(user.id));
  if (Array.isArray(body.businessPhones) && body.businessPhones.length > 1)
    throw invalidValue("businessPhones", "User");
  const live = state.objects.user.get(String(user.id)) ?? user;
  patchObject(state, caller.actor, "user", String(user.id), patchOf(live, properties));
  return noContent;
}

/** Of who was synchronised once Exchange holds some, and Graph goes on refusing them. */
function wasSynced({ onPremisesSyncEnabled, onPremisesLastSyncDateTime = null }: MutableJsonObject): boolean {
  return onPremisesSyncEnabled === false || onPremisesLastSyncDateTime !== null;
}

export function synced() {
  return badRequest(
    "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.",
  );
}

function patchOf(user: MutableJsonObject, properties: JsonObject): JsonObject {
  const patch: MutableJsonObject = { ...properties };
  for (const name of ["employeeOrgData", "onPremisesExtensionAttributes", "authorizationInfo"]) {
    const value = patch[name];
    if (value !== undefined) patch[name] = merged(user[name], value);
  }
  if (isJsonObject(patch.customSecurityAttributes ?? null))
    patch.customSecurityAttributes = attributesAfter(user.customSecurityAttributes, patch.customSecurityAttributes);
  const { userPrincipalName = user.userPrincipalName, identities = user.identities, mail } = properties;
  if ("userPrincipalName" in properties || "identities" in properties)
    patch.identities = identitiesFor(identities, String(userPrincipalName));
  return { ...patch, ...(mail === undefined ? {} : mailFacts(mail)) };
}

/** Mail addresses follow from `mail`: Graph does not take them. */
function mailFacts(mail: JsonValue | undefined): JsonObject {
  return typeof mail === "string" ? { mail, proxyAddresses: [`SMTP:${mail}`] } : { mail: null, proxyAddresses: [] };
}

/** The entry of type userPrincipalName always says what the name says. */
export function identitiesFor(identities: JsonValue | undefined, userPrincipalName: string): readonly JsonValue[] {
  const others = (Array.isArray(identities) ? identities : []).filter(
    (identity: JsonObject) => identity.signInType !== "userPrincipalName",
  );
  const issuer = userPrincipalName.split("@")[1] ?? "";
  return [...others, { signInType: "userPrincipalName", issuer, issuerAssignedId: userPrincipalName }];
}

/** The domain is verified and nobody else has the name. */
function checkName({ state, lookups }: Call, userPrincipalName: string, own?: string): void {
  const [local = "", domain = ""] = userPrincipalName.toLowerCase().split("@");
  if (local === "" || domain !== state.domain.toLowerCase()) {
    throw badRequest(
      "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.",
    );
  }
  const holders = lookups.find("user", "userPrincipalName", userPrincipalName);
  if (holders.some((id) => id !== own)) {
    throw badRequest("Another object with the same value for property userPrincipalName already exists.");
  }
}

const general = ["User.ReadWrite.All", "Directory.ReadWrite.All"];
/** Narrow permissions and the properties that they are for. */
const narrow: Readonly<Record<string, readonly string[]>> = {
  "User-Phone.ReadWrite.All": ["businessPhones", "mobilePhone"],
  "User-Mail.ReadWrite.All": ["otherMails"],
  "User-PasswordProfile.ReadWrite.All": ["passwordProfile"],
  "User.EnableDisableAccount.All": ["accountEnabled"],
};

/** Properties that need a permission of their own. */
const own: Readonly<Record<string, string>> = {
  identities: "User.ManageIdentities.All",
  customSecurityAttributes: securityAttributesWrite,
  employeeLeaveDateTime: "User-LifeCycleInfo.ReadWrite.All",
};

/** Some need a permission of their own; some properties are content with a narrow one. */
function checkRights({ caller, body }: Call): void {
  const { permissions } = caller;
  const may = (name: string) =>
    own[name] !== undefined
      ? permissions.has(own[name])
      : general.some((permission) => permissions.has(permission)) ||
        Object.entries(narrow).some(([permission, names]) => permissions.has(permission) && names.includes(name));
  if (!Object.keys(body).every(may)) throw denied();
}

/** Every permission with which some PATCH of a user works. */
export const userPatchPermissions = [...general, ...Object.keys(narrow), ...Object.values(own)];

export function withoutId({ id, ...rest }: MutableJsonObject): MutableJsonObject {
  return rest;
}
