import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { authenticationStrength } from "../authentication-strengths.ts";
import type { DemoState } from "../demo-state.ts";
import { newId } from "../demo-state.ts";
import { castMember, castNames, named } from "../tenant-cast.ts";
import { blankObject } from "./blank-objects.ts";
import { locationNames } from "./make-locations.ts";
import { drawTime } from "./make-user.ts";

/** Directory roles by their template ids. */
export const roles = {
  globalAdministrator: "62e90394-69f5-4237-9190-012177145e10",
  conditionalAccess: "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9",
  security: "194ae4cb-b126-40b2-bd5b-6091b380977d",
  exchange: "29232cdf-9323-42fd-ade2-1d097af3e4de",
  sharePoint: "f28a1f50-f6e7-4571-818b-6a12f2af6b6c",
  helpdesk: "729827e3-9c14-49f7-bb1b-9608f156bbb8",
  user: "fe930be7-5e62-47db-91af-98c3a49a38b1",
  application: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
  privilegedRole: "e8611ab8-c189-46e8-94e1-60213ab1f814",
} as const;

export interface PolicyIds {
  readonly emergency: string;
  readonly travel: string;
  readonly services: string;
  readonly kestrel: string;
  readonly offices: string;
  readonly business: string;
  readonly blocked: string;
  readonly passkeys: string;
  readonly pricing: string;
  readonly pricingPrincipal: string;
  /** A terms-of-use document. */
  readonly agreement: string;
}

export function policyIds(state: DemoState): PolicyIds {
  const group = (name: string) => String(named(state, "group", name).id);
  const location = (name: string) => String(named(state, "namedLocation", name).id);
  return {
    emergency: group(castNames.emergencyGroup),
    travel: group(castNames.travelGroup),
    services: group("CA Exclusion - Service Accounts"),
    passkeys: group(castNames.passkeyGroup),
    kestrel: String(castMember(state, "breakGlassOne").id),
    offices: location(locationNames.offices),
    business: location(locationNames.business),
    blocked: location(locationNames.blocked),
    pricing: String(named(state, "application", castNames.loadApplication).appId),
    pricingPrincipal: String(named(state, "servicePrincipal", castNames.loadApplication).id),
    agreement: newId(state),
  };
}

/** Everybody's conditions with `more` put over them. */
function usersOf(more: JsonObject): JsonObject {
  return {
    includeUsers: [],
    excludeUsers: [],
    includeGroups: [],
    excludeGroups: [],
    includeRoles: [],
    excludeRoles: [],
    includeGuestsOrExternalUsers: null,
    excludeGuestsOrExternalUsers: null,
    ...more,
  };
}

function appsOf(more: JsonObject): JsonObject {
  return {
    includeApplications: ["All"],
    excludeApplications: [],
    includeUserActions: [],
    includeAuthenticationContextClassReferences: [],
    applicationFilter: null,
    ...more,
  };
}

export function conditionsOf(users: JsonObject, applications: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    userRiskLevels: [],
    signInRiskLevels: [],
    clientAppTypes: ["all"],
    platforms: null,
    locations: null,
    devices: null,
    clientApplications: null,
    authenticationFlows: null,
    insiderRiskLevels: null,
    servicePrincipalRiskLevels: [],
    users: usersOf(users),
    applications: appsOf(applications),
    ...more,
  };
}

export function grantOf(builtInControls: readonly string[], more: JsonObject = {}): JsonObject {
  return {
    operator: "OR",
    builtInControls,
    customAuthenticationFactors: [],
    termsOfUse: [],
    authenticationStrength: null,
    ...more,
  };
}

export function strengthOf(id: string): JsonObject {
  return grantOf([], { authenticationStrength: authenticationStrength(id) ?? null });
}

export function sessionOf(more: JsonObject): JsonObject {
  return {
    disableResilienceDefaults: null,
    applicationEnforcedRestrictions: null,
    cloudAppSecurity: null,
    signInFrequency: null,
    persistentBrowser: null,
    secureSignInSession: null,
    ...more,
  };
}

export interface PolicyWishes {
  readonly displayName: string;
  readonly conditions: JsonObject;
  readonly grant?: JsonObject;
  readonly session?: JsonObject;
  readonly state?: "enabled" | "disabled" | "enabledForReportingButNotEnforced";
}

export function addPolicy(state: DemoState, wishes: PolicyWishes): void {
  const id = newId(state);
  state.objects.conditionalAccessPolicy.set(id, {
    ...blankObject("conditionalAccessPolicy"),
    id,
    displayName: wishes.displayName,
    createdDateTime: drawTime(state, 3),
    modifiedDateTime: drawTime(state, 1),
    state: wishes.state ?? "enabled",
    conditions: wishes.conditions,
    grantControls: wishes.grant ?? null,
    sessionControls: wishes.session ?? null,
  });
}
