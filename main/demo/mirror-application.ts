import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { DemoState, MutableJsonObject } from "./demo-state.ts";
import { touch } from "./demo-state.ts";

/** What a service principal of the same tenant shows of its application. */
export function mirroredProperties(application: JsonObject): MutableJsonObject {
  const { appId, displayName, description, info, appRoles, identifierUris, signInAudience } = application;
  const names = Array.isArray(identifierUris) ? identifierUris : [];
  return {
    displayName: displayName ?? null,
    appDisplayName: displayName ?? null,
    appDescription: description ?? null,
    info: info ?? null,
    appRoles: appRoles ?? [],
    oauth2PermissionScopes: inside(application.api, "oauth2PermissionScopes") ?? [],
    homepage: inside(application.web, "homePageUrl") ?? null,
    replyUrls: ["web", "spa", "publicClient"].flatMap((platform) => redirectUris(application[platform])),
    servicePrincipalNames: [...names, appId ?? ""],
    signInAudience: signInAudience ?? null,
  };
}

function inside(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) ? value[name] : undefined;
}

function redirectUris(platform: JsonValue | undefined): readonly JsonValue[] {
  const uris = inside(platform, "redirectUris");
  return Array.isArray(uris) ? uris : [];
}

/** The service principals of a changed application follow it; only what differs is replaced. */
export function mirrorIntoServicePrincipals(state: DemoState, application: MutableJsonObject): void {
  const mirrored = mirroredProperties(application);
  for (const [id, principal] of state.objects.servicePrincipal) {
    if (principal.appId !== application.appId) continue;
    const isSame = Object.keys(mirrored).every(
      (name) => JSON.stringify(principal[name]) === JSON.stringify(mirrored[name]),
    );
    if (isSame) continue;
    state.objects.servicePrincipal.set(id, { ...principal, ...mirrored });
    touch(state, "servicePrincipal", id, "object", { before: principal });
  }
}
