import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject, objectsIn } from "../../../preload/contract/json-value.ts";
import type { MutableJsonObject } from "../demo-state.ts";
import { newId, nowIso } from "../demo-state.ts";
import { addLink, createObject, patchObject } from "../directory-writes.ts";
import { blankObject } from "../generate/blank-objects.ts";
import type { Answer } from "./answer.ts";
import { created, noContent } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, context } from "./call.ts";
import { checkCreateBody, checkPatchBody, merged, propertiesOf } from "./check-body.ts";
import { checkEntitlements } from "./entitlement-rules.ts";
import { badRequest, invalidValue } from "./refusal.ts";
import { projectionOf } from "./select-properties.ts";
import { withoutId } from "./write-user.ts";

const audiences = [
  "AzureADMyOrg",
  "AzureADMultipleOrgs",
  "AzureADandPersonalMicrosoftAccount",
  "PersonalMicrosoftAccount",
];

/** POST /applications. The service principal is not made with it; the person who makes it owns it. */
export function createApplication(call: Call): Answer {
  const { state, caller, body } = call;
  checkCreateBody("application", body, ["displayName"]);
  const blank = withoutId(blankObject("application"));
  const properties = patchOf(call, blank, propertiesOf(body));
  checkApplication(call, blank, properties);
  const application = createObject(state, caller.actor, "application", {
    ...blank,
    signInAudience: "AzureADMyOrg",
    ...properties,
    appId: newId(state),
    createdDateTime: nowIso(state),
    publisherDomain: state.domain,
  });
  if (caller.actor.kind === "user") {
    addLink(state, caller.actor, { link: "owners", type: "application", id: String(application.id) }, caller.actor.id);
  }
  const shown = projectionOf("application", undefined, "item")(application);
  return created({ ...context(call, "applications/$entity"), ...shown });
}

/** PATCH /applications/{id}. */
export function patchApplication(call: Call): Answer {
  const { state, caller, body } = call;
  const id = String(addressed(call, "application").id);
  const application = state.objects.application.get(id) ?? {};
  checkPatchBody("application", body);
  const patch = patchOf(call, application, propertiesOf(body));
  checkApplication(call, application, patch, id);
  patchObject(state, caller.actor, "application", id, patch);
  return noContent;
}

/** Complex properties keep the parts that the body leaves out; inside web also the implicit grant's. */
function patchOf(call: Call, before: MutableJsonObject, properties: JsonObject): MutableJsonObject {
  const patch: MutableJsonObject = {};
  for (const [name, value] of Object.entries(properties)) patch[name] = merged(before[name], value);
  if (isJsonObject(before.web) && isJsonObject(patch.web)) {
    const inner = "implicitGrantSettings";
    patch.web = { ...patch.web, [inner]: merged(before.web[inner], patch.web[inner] ?? null) };
  }
  // Nobody may write it, and Graph says it of each.
  if (patch.appRoles !== undefined)
    patch.appRoles = objectsIn(patch.appRoles).map((role) => ({ ...role, origin: "Application" }));
  if (properties.keyCredentials !== undefined) {
    patch.keyCredentials = certificatesOf(call, before.keyCredentials, properties.keyCredentials, "Application");
  }
  return patch;
}

/** The whole list: those that stay are known by their keyId, new ones have to bring their public part. */
export function certificatesOf(
  { state }: Call,
  before: JsonValue | undefined,
  wanted: JsonValue,
  resource: string,
): readonly JsonValue[] {
  const known = new Map(objectsIn(before).map((credential) => [credential.keyId, credential]));
  return objectsIn(wanted).map((credential) => {
    const present = credential.keyId === undefined ? undefined : known.get(credential.keyId);
    if (present === undefined && typeof credential.key !== "string") throw invalidValue("keyCredentials", resource);
    const key = credential.key ?? present?.key ?? null;
    return { ...present, ...credential, key, keyId: credential.keyId ?? newId(state) };
  });
}

function checkApplication(call: Call, before: MutableJsonObject, patch: MutableJsonObject, own?: string): void {
  if (patch.appRoles !== undefined || patch.api !== undefined) checkEntitlements(before, { ...before, ...patch });
  const { signInAudience, identifierUris } = patch;
  if (signInAudience !== undefined && !audiences.includes(String(signInAudience))) {
    throw invalidValue("signInAudience", "Application");
  }
  for (const uri of Array.isArray(identifierUris) ? identifierUris : []) checkUri(call, String(uri), own);
}

/** Unique in the tenant, among soft-deleted applications too (fault C35). */
function checkUri({ state, lookups }: Call, uri: string, own: string | undefined): void {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(uri)) throw invalidValue("identifierUris", "Application");
  const live = lookups.find("application", "identifierUris", uri).some((id) => id !== own);
  const gone = [...state.deleted.values()].some(
    ({ type, object }) =>
      type === "application" && Array.isArray(object.identifierUris) && object.identifierUris.includes(uri),
  );
  if (live || gone) {
    throw badRequest("Another object with the same value for property identifierUris already exists.");
  }
}
