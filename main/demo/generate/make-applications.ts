import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { DemoState, MutableJsonObject } from "../demo-state.ts";
import { newId } from "../demo-state.ts";
import { castMember, castNames } from "../tenant-cast.ts";
import { blankObject } from "./blank-objects.ts";
import { chance, draw, drawBelow, drawSome } from "./draw.ts";
import { assignRoles, grant } from "./give-access.ts";
import { certificate, federatedCredentials, secret } from "./make-credentials.ts";
import { makePrincipalOf } from "./make-service-principals.ts";
import { drawTime } from "./make-user.ts";
import { graphAppId, graphRoles, graphScopes } from "./microsoft-services.ts";

const things = [
  "Freight",
  "Pallet",
  "Customs",
  "Crane",
  "Tyre",
  "Depot",
  "Invoice",
  "Parcel",
  "Shift",
  "Berth",
  "Tariff",
  "Waybill",
];
const parts = [
  "Tracker",
  "Portal",
  "API",
  "Scanner",
  "Dashboard",
  "Planner",
  "Gateway",
  "Bot",
  "Archive",
  "Münzprüfer",
];

/** `count` registrations of the tenant's own, each with its enterprise application, grants and assignments. */
export function makeApplications(state: DemoState, count: number): void {
  const people = [...state.objects.user.keys()];
  for (const name of [castNames.hrApplication, castNames.loadApplication]) makeOne(state, name, people);
  while (state.objects.application.size < count) {
    const number = state.objects.application.size;
    makeOne(state, `${draw(state, things)} ${draw(state, parts)} ${number}`, people);
  }
}

function makeOne(state: DemoState, displayName: string, people: readonly string[]): void {
  const application = makeRegistration(state, displayName);
  const id = String(application.id);
  state.objects.application.set(id, application);
  const owners = drawSome(state, people, 1 + drawBelow(state, 2));
  owners.add(String(castMember(state, "recoveryAdmin").id));
  state.links.owners.set(id, owners);
  if (chance(state, 30)) state.links.federatedCredentials.set(id, federatedCredentials(state, displayName));
  const principal = makePrincipalOf(state, application);
  state.links.owners.set(String(principal.id), new Set(owners));
  assignRoles(state, principal, people);
  grant(state, principal, people);
}

function makeRegistration(state: DemoState, displayName: string): MutableJsonObject {
  const appId = newId(state);
  const host = `${displayName
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^a-z0-9]+/g, "-")}.${state.domain}`;
  const isSpa = chance(state, 30);
  const application = blankObject("application");
  return {
    ...application,
    id: newId(state),
    appId,
    displayName,
    description: chance(state, 60) ? `Runs at ${host}` : null,
    createdDateTime: drawTime(state),
    publisherDomain: state.domain,
    identifierUris: chance(state, 60) ? [`api://${appId}`] : [],
    groupMembershipClaims: chance(state, 20) ? "SecurityGroup, ApplicationGroup" : null,
    appRoles: appRoles(state),
    api: { ...(application.api as JsonObject), oauth2PermissionScopes: scopes(state, displayName) },
    web: web(host, isSpa),
    spa: { redirectUris: isSpa ? [`https://${host}/`, `https://${host}/silent`] : [] },
    publicClient: { redirectUris: chance(state, 15) ? ["http://localhost", `msal${appId}://auth`] : [] },
    requiredResourceAccess: requiredAccess(state),
    keyCredentials: Array.from({ length: drawBelow(state, 3) }, () => certificate(state, displayName)),
    passwordCredentials: chance(state, 40) ? [secret(state)] : [],
    optionalClaims: chance(state, 25) ? optionalClaims : null,
    info: { ...(application.info as JsonObject), supportUrl: `https://${host}/help` },
    tags: chance(state, 20) ? ["Critical", `Owner:${draw(state, things)}`] : [],
    notes: chance(state, 10) ? "Reviewed in spring. Ask the owner before you change redirect URIs." : null,
  };
}

const claim = (name: string) => ({ name, source: null, essential: false, additionalProperties: [] });
const optionalClaims = { idToken: [claim("email"), claim("ipaddr")], accessToken: [claim("groups")], saml2Token: [] };

function web(host: string, isSpa: boolean): JsonObject {
  const redirectUris = isSpa ? [] : [`https://${host}/signin-oidc`, `https://staging.${host}/signin-oidc`];
  return {
    homePageUrl: `https://${host}`,
    logoutUrl: `https://${host}/signout`,
    redirectUris,
    implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: !isSpa },
    redirectUriSettings: redirectUris.map((uri) => ({ uri, index: null })),
  };
}

function appRoles(state: DemoState): readonly JsonObject[] {
  return ["Reader", "Editor", "Approver"].slice(0, drawBelow(state, 4)).map((value) => ({
    id: newId(state),
    value,
    displayName: `${value}s`,
    description: `May act as ${value.toLowerCase()}`,
    allowedMemberTypes: ["User", "Application"],
    isEnabled: true,
    origin: "Application",
  }));
}

function scopes(state: DemoState, name: string): readonly JsonObject[] {
  return ["Orders.Read", "Orders.Write"].slice(0, drawBelow(state, 3)).map((value) => ({
    id: newId(state),
    value,
    type: value.endsWith("Write") ? "Admin" : "User",
    isEnabled: true,
    adminConsentDisplayName: `${value} in ${name}`,
    adminConsentDescription: `Lets the app use ${value} in ${name} for the person who is signed in.`,
    userConsentDisplayName: value,
    userConsentDescription: `Lets the app use ${value} for you.`,
  }));
}

function requiredAccess(state: DemoState): readonly JsonObject[] {
  const delegated = [...drawSome(state, graphScopes, 1 + drawBelow(state, 4))].map(({ id }) => ({ id, type: "Scope" }));
  const own = [...drawSome(state, graphRoles, drawBelow(state, 2))].map(({ id }) => ({ id, type: "Role" }));
  return [{ resourceAppId: graphAppId, resourceAccess: [...delegated, ...own] }];
}
