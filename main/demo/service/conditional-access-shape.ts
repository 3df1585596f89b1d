import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";

/** What a part of a policy may look like. `all` and `flags` hold the words that Graph knows. */
type Part =
  | { readonly kind: "text" | "number" | "switch" }
  | { readonly kind: "texts" | "reference" }
  | { readonly kind: "word" | "words" | "flags"; readonly all: readonly string[] }
  | { readonly kind: "object"; readonly inside: Readonly<Record<string, Part>> };

const text: Part = { kind: "text" };
const texts: Part = { kind: "texts" };
const number: Part = { kind: "number" };
const toggle: Part = { kind: "switch" };
const word = (all: string): Part => ({ kind: "word", all: all.split(" ") });
const words = (all: string): Part => ({ kind: "words", all: all.split(" ") });
const flags = (all: string): Part => ({ kind: "flags", all: all.split(" ") });
const object = (inside: Readonly<Record<string, Part>>): Part => ({ kind: "object", inside });

const risks = words("low medium high hidden none");
const filter = object({ mode: word("include exclude"), rule: text });
const guests = object({
  guestOrExternalUserTypes: flags(
    "none internalGuest b2bCollaborationGuest b2bCollaborationMember b2bDirectConnectUser otherExternalUser serviceProvider",
  ),
  externalTenants: object({ membershipKind: word("all enumerated"), members: texts }),
});
const platforms = words("android iOS windows windowsPhone macOS linux all");
const enabled = object({ isEnabled: toggle });

/** The v1.0 description of a policy's writable part: other names are beta's, or gone. */
const policy: Readonly<Record<string, Part>> = {
  displayName: text,
  description: text,
  state: word("enabled disabled enabledForReportingButNotEnforced"),
  templateId: text,
  conditions: object({
    users: object({
      includeUsers: texts,
      excludeUsers: texts,
      includeGroups: texts,
      excludeGroups: texts,
      includeRoles: texts,
      excludeRoles: texts,
      includeGuestsOrExternalUsers: guests,
      excludeGuestsOrExternalUsers: guests,
    }),
    applications: object({
      includeApplications: texts,
      excludeApplications: texts,
      includeUserActions: texts,
      includeAuthenticationContextClassReferences: texts,
      applicationFilter: filter,
    }),
    clientApplications: object({
      includeServicePrincipals: texts,
      excludeServicePrincipals: texts,
      servicePrincipalFilter: filter,
    }),
    clientAppTypes: words("all browser mobileAppsAndDesktopClients exchangeActiveSync easSupported other"),
    platforms: object({ includePlatforms: platforms, excludePlatforms: platforms }),
    locations: object({ includeLocations: texts, excludeLocations: texts }),
    devices: object({ deviceFilter: filter }),
    authenticationFlows: object({ transferMethods: flags("none deviceCodeFlow authenticationTransfer") }),
    insiderRiskLevels: flags("minor moderate elevated"),
    signInRiskLevels: risks,
    userRiskLevels: risks,
    servicePrincipalRiskLevels: risks,
  }),
  grantControls: object({
    operator: word("AND OR"),
    builtInControls: words(
      "block mfa compliantDevice domainJoinedDevice approvedApplication compliantApplication passwordChange riskRemediation",
    ),
    customAuthenticationFactors: texts,
    termsOfUse: texts,
    authenticationStrength: { kind: "reference" },
  }),
  sessionControls: object({
    applicationEnforcedRestrictions: enabled,
    cloudAppSecurity: object({
      isEnabled: toggle,
      cloudAppSecurityType: word("mcasConfigured monitorOnly blockDownloads"),
    }),
    disableResilienceDefaults: toggle,
    persistentBrowser: object({ isEnabled: toggle, mode: word("always never") }),
    secureSignInSession: enabled,
    signInFrequency: object({
      isEnabled: toggle,
      value: number,
      type: word("days hours"),
      frequencyInterval: word("timeBased everyTime"),
      authenticationType: word("primaryAndSecondaryAuthentication secondaryAuthentication"),
    }),
  }),
};

/**
 * The first thing in a body that is not in the v1.0 description: a sentence, or undefined. `strict` as a request is read:
 * unknown names are refused whatever their value, and a reference holds its id only; else empty ones are let pass.
 */
export function misshapen(body: JsonObject, strict: boolean): string | undefined {
  return inObject("conditionalAccessPolicy", policy, body, strict);
}

function inObject(
  place: string,
  inside: Readonly<Record<string, Part>>,
  value: JsonObject,
  strict: boolean,
): string | undefined {
  for (const [name, inner] of Object.entries(value)) {
    if (name.includes("@")) continue;
    const part = Object.hasOwn(inside, name) ? inside[name] : undefined;
    const fault = part === undefined ? unknownName(place, name, inner, strict) : inPart(name, part, inner, strict);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function unknownName(place: string, name: string, value: JsonValue, strict: boolean): string | undefined {
  if (!strict && isEmpty(value)) return undefined;
  return `The property '${name}' does not exist on type '${place}'. Make sure to only use property names that are defined by the type.`;
}

function inPart(name: string, part: Part, value: JsonValue, strict: boolean): string | undefined {
  if (value === null) return undefined;
  if (part.kind === "object") {
    return isJsonObject(value) ? inObject(name, part.inside, value, strict) : wrongKind(name, "an object");
  }
  if (part.kind === "reference") return inReference(name, value, strict);
  if (part.kind === "texts") return isTexts(value) ? undefined : wrongKind(name, "a list of text");
  if (!("all" in part))
    return typeof value === scalars[part.kind] ? undefined : wrongKind(name, `a ${scalars[part.kind]}`);
  if (part.kind === "words")
    return isTexts(value) ? strangeWord(name, part.all, value) : wrongKind(name, "a list of text");
  if (typeof value !== "string") return wrongKind(name, "text");
  return strangeWord(name, part.all, part.kind === "flags" ? value.split(",") : [value]);
}

const scalars = { text: "string", number: "number", switch: "boolean" } as const;

function inReference(name: string, value: JsonValue, strict: boolean): string | undefined {
  if (!isJsonObject(value)) return wrongKind(name, "an object");
  const others = Object.keys(value).filter((key) => key !== "id" && !key.includes("@"));
  return strict && others.length > 0 ? `Only the id of '${name}' can be set; '${others[0]}' cannot.` : undefined;
}

function isTexts(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item: JsonValue) => typeof item === "string");
}

function strangeWord(name: string, all: readonly string[], used: readonly string[]): string | undefined {
  const known = new Set(all.map((each) => each.toLowerCase()));
  // Guests without kinds have a refusal of their own.
  const mayBeBlank = name === "guestOrExternalUserTypes";
  const strange = used.find((each) => !(mayBeBlank && each === "") && !known.has(each.trim().toLowerCase()));
  return strange === undefined ? undefined : `The value '${strange}' is not valid for '${name}'.`;
}

function wrongKind(name: string, kind: string): string {
  return `Cannot convert the value of '${name}': it has to be ${kind}.`;
}

/** Null, no text, no elements, or nothing but such things inside. */
export function isEmpty(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  if (!isJsonObject(value)) return false;
  return Object.entries(value).every(([name, inner]) => name.includes("@") || isEmpty(inner));
}
