import type { JsonObject, JsonValue } from "../../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../../preload/contract/json-value.ts";
import type { DemoState, MutableJsonObject } from "../../demo-state.ts";
import { askedScopes } from "./asked-scopes.ts";
import { checkAssertion } from "./client-assertion.ts";
import { checkSecret } from "./client-secrets.ts";
import { demoAddress, tokenLifeSeconds } from "./person-tokens.ts";
import { SignInRefusal } from "./sign-in-refusal.ts";
import type { SignedTokens } from "./signed-tokens.ts";

/** Microsoft Graph's own application id, the same in every tenant. */
const graphAppId = "00000003-0000-0000-c000-000000000000";

/** `client_credentials`: a registered application with its certificate or secret. Its permissions are its app roles. */
export function applicationTokens(
  state: DemoState,
  tokens: SignedTokens,
  origin: string,
  form: URLSearchParams,
): JsonObject {
  const clientId = form.get("client_id") ?? "";
  const application = findByAppId(state.objects.application, clientId);
  if (application === undefined) {
    const message = `Application with identifier '${clientId}' was not found in the directory.`;
    throw new SignInRefusal("unauthorized_client", 700016, message);
  }
  checkCredential(state, origin, application, form);
  const principal = findByAppId(state.objects.servicePrincipal, clientId);
  if (principal === undefined || principal.accountEnabled === false) {
    throw new SignInRefusal("unauthorized_client", 7000112, `Application '${clientId}' is disabled.`);
  }
  const seconds = Math.floor(state.clockMs / 1000);
  const access = {
    aud: askedScopes(form.get("scope")).resource,
    iss: `https://sts.windows.net/${state.tenantId}/`,
    iat: seconds,
    nbf: seconds,
    exp: seconds + tokenLifeSeconds,
    appid: clientId,
    app_displayname: application.displayName ?? null,
    idtyp: "app",
    ipaddr: demoAddress,
    oid: principal.id ?? null,
    roles: rolesOf(state, String(principal.id)),
    sub: principal.id ?? null,
    tid: state.tenantId,
    ver: "1.0",
  };
  const life = { expires_in: tokenLifeSeconds, ext_expires_in: tokenLifeSeconds };
  return { token_type: "Bearer", ...life, access_token: tokens.write(access) };
}

function checkCredential(
  state: DemoState,
  origin: string,
  application: MutableJsonObject,
  form: URLSearchParams,
): void {
  const assertion = form.get("client_assertion");
  if (assertion !== null) {
    checkAssertion(application, assertion, `${origin}/${state.tenantId}/oauth2/v2.0/token`);
    return;
  }
  const outcome = checkSecret(state, application, form.get("client_secret") ?? "");
  if (outcome === "wrong") throw new SignInRefusal("invalid_client", 7000215, "Invalid client secret provided.");
  if (outcome === "expired") throw new SignInRefusal("invalid_client", 7000222, "The client secret keys are expired.");
}

/** Names of Graph's app roles that the principal was assigned. */
function rolesOf(state: DemoState, principalId: string): readonly string[] {
  const graph = findByAppId(state.objects.servicePrincipal, graphAppId);
  const roles: readonly JsonValue[] = Array.isArray(graph?.appRoles) ? graph.appRoles : [];
  const names = new Map(roles.filter(isJsonObject).map(({ id, value }) => [id, String(value)]));
  const assigned = [...state.links.appRoleAssignments.values()].filter(
    (assignment) => assignment.principalId === principalId && assignment.resourceId === graph?.id,
  );
  return assigned.flatMap(({ appRoleId }) => names.get(appRoleId ?? null) ?? []);
}

function findByAppId(objects: ReadonlyMap<string, MutableJsonObject>, appId: string): MutableJsonObject | undefined {
  for (const object of objects.values()) if (object.appId === appId) return object;
  return undefined;
}
