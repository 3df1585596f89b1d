import { nowIso } from "../demo-state.ts";
import { createObject, patchObject } from "../directory-writes.ts";
import { blankObject } from "../generate/blank-objects.ts";
import { mirroredProperties } from "../mirror-application.ts";
import type { Answer } from "./answer.ts";
import { created, noContent } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, context } from "./call.ts";
import { checkCreateBody, checkPatchBody, merged, propertiesOf } from "./check-body.ts";
import { badRequest, conflict, denied } from "./refusal.ts";
import { attributesAfter, securityAttributesWrite } from "./security-attributes.ts";
import { projectionOf } from "./select-properties.ts";
import { certificatesOf } from "./write-application.ts";
import { withoutId } from "./write-user.ts";

/** POST /servicePrincipals: of an application of this tenant that reads can see already. */
export function createServicePrincipal(call: Call): Answer {
  const { state, caller, body, lookups, view } = call;
  checkCreateBody("servicePrincipal", body, ["appId"]);
  const appId = String(body.appId).toLowerCase();
  const [id = ""] = lookups.find("application", "appId", appId);
  const application = view.object("application", id);
  if (application === undefined) {
    throw badRequest(
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
      "Request_BadRequest",
    );
  }
  if (lookups.find("servicePrincipal", "appId", appId).length > 0 || isDeleted(call, appId)) {
    throw conflict(
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    );
  }
  const { displayName, ...properties } = propertiesOf(body);
  const principal = createObject(state, caller.actor, "servicePrincipal", {
    ...withoutId(blankObject("servicePrincipal")),
    ...mirroredProperties(application),
    ...properties,
    appId,
    appOwnerOrganizationId: state.tenantId,
    createdDateTime: nowIso(state),
  });
  const shown = projectionOf("servicePrincipal", undefined, "item")(principal);
  return created({ ...context(call, "servicePrincipals/$entity"), ...shown });
}

/** The name is taken while the old one can still come back (fault C34). */
function isDeleted({ state }: Call, appId: string): boolean {
  for (const { type, object } of state.deleted.values()) {
    if (type === "servicePrincipal" && object.appId === appId) return true;
  }
  return false;
}

/** PATCH /servicePrincipals/{id}. */
export function patchServicePrincipal(call: Call): Answer {
  const { state, caller, body } = call;
  const id = String(addressed(call, "servicePrincipal").id);
  const principal = state.objects.servicePrincipal.get(id) ?? {};
  checkPatchBody("servicePrincipal", body);
  if (principal.servicePrincipalType === "ManagedIdentity") throw denied();
  if (body.keyCredentials !== undefined && isLocked(call, String(principal.appId))) throw denied();
  const properties = propertiesOf(body);
  const { customSecurityAttributes } = properties;
  if (customSecurityAttributes !== undefined && !caller.permissions.has(securityAttributesWrite)) throw denied();
  patchObject(state, caller.actor, "servicePrincipal", id, {
    ...properties,
    ...(properties.samlSingleSignOnSettings === undefined
      ? {}
      : { samlSingleSignOnSettings: merged(principal.samlSingleSignOnSettings, properties.samlSingleSignOnSettings) }),
    ...(customSecurityAttributes === undefined
      ? {}
      : { customSecurityAttributes: attributesAfter(principal.customSecurityAttributes, customSecurityAttributes) }),
    ...(properties.keyCredentials === undefined
      ? {}
      : {
          keyCredentials: certificatesOf(call, principal.keyCredentials, properties.keyCredentials, "ServicePrincipal"),
        }),
  });
  return noContent;
}

/** The publisher may forbid credentials on instances of its application. */
function isLocked({ state, lookups }: Call, appId: string): boolean {
  const [id = ""] = lookups.find("application", "appId", appId);
  const lock = state.objects.application.get(id)?.servicePrincipalLockConfiguration;
  return (
    typeof lock === "object" && lock !== null && !Array.isArray(lock) && "isEnabled" in lock && lock.isEnabled === true
  );
}
