import type { JsonValue } from "../../../preload/contract/json-value.ts";
import type { DemoState } from "../../demo/demo-state.ts";
import { loadState, saveState } from "../../demo/save-state.ts";

/** Every planted value holds it, so that one search finds them all. */
export const canary = "kanari";
export const canaryAddress = "203.0.113.177";

/** Whatever a tenant's people write themselves, by the name of the property. */
const texts = new Set(
  [
    "displayName description department jobTitle companyName officeLocation streetAddress street city postalCode country",
    "givenName surname employeeId costCenter division mailNickname notes relayState subject name",
    "onPremisesSamAccountName onPremisesDistinguishedName Clearance Sites tags appDescription appDisplayName accountName",
    "principalDisplayName resourceDisplayName adminConsentDisplayName adminConsentDescription",
    "userConsentDisplayName userConsentDescription",
  ].flatMap((line) => line.split(" ")),
);
const addresses = new Set([
  ..."mail otherMails proxyAddresses imAddresses issuerAssignedId userPrincipalName".split(" "),
  ..."onPremisesUserPrincipalName notificationEmailAddresses contactEmail".split(" "),
  ..."technicalNotificationMails securityComplianceNotificationMails".split(" "),
]);
const phones = new Set(["businessPhones", "mobilePhone"]);
const links = new Set(["supportUrl", "homePageUrl", "logoutUrl", "redirectUris", "loginUrl", "statementUrl", "uri"]);
/** Microsoft's own words under names that are free otherwise. */
const notFree = /^(WindowsAzure|HideApp|email$|ipaddr$|groups$|extension_)/u;

/** A saved demo tenant with a canary in every text that people can write, and how many properties that are. */
export function plantCanaries(saved: Uint8Array): {
  readonly saved: Uint8Array;
  readonly planted: ReadonlySet<string>;
} {
  const state = loadState(saved);
  const planted = new Set<string>();
  const into = (value: JsonValue, key: string, path: string): JsonValue => {
    if (typeof value === "string") {
      const changed = withCanary(renamed(value), key, planted.size);
      if (changed !== value) planted.add(path);
      return changed;
    }
    if (Array.isArray(value)) return value.map((each) => into(each, key, path));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value) as [string, JsonValue][];
    return Object.fromEntries(entries.map(([name, each]) => [name, into(each, name, `${path}.${name}`)]));
  };
  for (const [type, objects] of Object.entries(state.objects)) {
    for (const [id, object] of objects) objects.set(id, into(object, "", type) as typeof object);
  }
  for (const [name, link] of Object.entries(state.links)) plantLinks(link, (value) => into(value, "", name));
  for (const audit of state.audits) Object.assign(audit, into(audit as unknown as JsonValue, "", "audit"));
  const named: DemoState = { ...state, tenantName: renamed(state.tenantName), domain: renamed(state.domain) };
  return { saved: saveState(named), planted };
}

function plantLinks(links: Map<string, unknown>, into: (value: JsonValue) => JsonValue): void {
  for (const [id, value] of links) {
    if (typeof value === "object" && !(value instanceof Set)) links.set(id, into(value as JsonValue));
  }
}

/** The organisation's name and its domain. */
function renamed(text: string): string {
  return text.replaceAll("nordwind", `${canary}-domain`).replaceAll("Nordwind", `${canary} Tenant`);
}

function withCanary(text: string, key: string, number: number): string {
  if (text === "" || notFree.test(text)) return text;
  if (addresses.has(key)) return text.includes(canary) ? text : text.replace(/([^:@]+)@/u, `$1.${canary}${number}@`);
  if (phones.has(key)) return `${text} ${canary}`;
  if (links.has(key)) return `${text.replace(/\/$/u, "")}/${canary}${number}`;
  if (key === "cidrAddress" && text.includes(".")) return `${canaryAddress}/32`;
  return texts.has(key) || key.startsWith("extension_") ? `${text}-${canary}${number}` : text;
}
