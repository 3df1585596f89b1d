import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { authenticationStrength } from "../authentication-strengths.ts";

const userLists = ["includeUsers", "excludeUsers", "includeGroups", "excludeGroups", "includeRoles", "excludeRoles"];
const applicationLists = [
  "includeApplications",
  "excludeApplications",
  "includeUserActions",
  "includeAuthenticationContextClassReferences",
];

/**
 * A written body as Graph then shows it: every list and condition is there, a strength is expanded, the frequency has its
 * kinds. Lists that a PATCH leaves out of a block stay as they were in `current`.
 */
export function normalPolicy(body: JsonObject, current: JsonObject = {}): JsonObject {
  const { conditions, grantControls, sessionControls } = body;
  return {
    ...body,
    ...(isJsonObject(conditions) ? { conditions: conditionsOf(conditions, inside(current.conditions)) } : {}),
    ...(isJsonObject(grantControls) ? { grantControls: grantsOf(grantControls) } : {}),
    ...(isJsonObject(sessionControls) ? { sessionControls: sessionOf(sessionControls) } : {}),
  };
}

function inside(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function conditionsOf(conditions: JsonObject, current: JsonObject): JsonObject {
  const { users, applications } = conditions;
  return {
    userRiskLevels: [],
    signInRiskLevels: [],
    servicePrincipalRiskLevels: [],
    insiderRiskLevels: null,
    platforms: null,
    locations: null,
    devices: null,
    clientApplications: null,
    authenticationFlows: null,
    ...current,
    ...plain(conditions),
    users: {
      ...Object.fromEntries(userLists.map((name) => [name, []])),
      includeGuestsOrExternalUsers: null,
      excludeGuestsOrExternalUsers: null,
      ...inside(current.users),
      ...plain(inside(users)),
    },
    applications: {
      ...Object.fromEntries(applicationLists.map((name) => [name, []])),
      applicationFilter: null,
      ...inside(current.applications),
      ...plain(inside(applications)),
    },
  };
}

/** Lists are never null in what Graph shows. */
function plain(block: JsonObject): JsonObject {
  const names = Object.entries(block).filter(([name]) => !name.includes("@odata.") || name === "@odata.type");
  return Object.fromEntries(
    names.map(([name, value]) => [
      name,
      value === null && /^(include|exclude).*s$|RiskLevels$/.test(name) && isList(name) ? [] : value,
    ]),
  );
}

function isList(name: string): boolean {
  return !/GuestsOrExternalUsers$|^insiderRiskLevels$/.test(name);
}

function grantsOf(grants: JsonObject): JsonObject {
  const { authenticationStrength: strength } = grants;
  const expanded = isJsonObject(strength) ? (authenticationStrength(String(strength.id)) ?? strength) : null;
  return {
    operator: "OR",
    builtInControls: [],
    customAuthenticationFactors: [],
    termsOfUse: [],
    ...grants,
    authenticationStrength: expanded,
  };
}

function sessionOf(session: JsonObject): JsonObject {
  const { signInFrequency: frequency } = session;
  return {
    disableResilienceDefaults: null,
    applicationEnforcedRestrictions: null,
    cloudAppSecurity: null,
    persistentBrowser: null,
    secureSignInSession: null,
    ...session,
    signInFrequency: isJsonObject(frequency)
      ? {
          value: null,
          type: null,
          authenticationType: "primaryAndSecondaryAuthentication",
          frequencyInterval: "timeBased",
          ...frequency,
        }
      : null,
  };
}
