import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, jsonText } from "../../preload/contract/json-value.ts";
import type { PropertyRule, WriteRequest } from "./object-type-definition.ts";
import { each, fact, keyed, type Rules, structure, text, value, word, words } from "./property-rules.ts";
import { alreadyGone } from "./reference-links.ts";
import { createBody, namesToWrite, updateBody } from "./write-body.ts";

const collection = "authenticationMethodConfigurations";
const external = "#microsoft.graph.externalAuthenticationMethodConfiguration";

/** `id` is a group, the word `all_users`, in old policies a user. A deleted group stays listed (fault A8). */
function targets(inside: Rules = {}): PropertyRule {
  return keyed("id", { targetType: word(), ...inside }, { refersTo: ["group", "user"] });
}

const feature = structure({
  state: word(),
  ...each(["includeTarget", "excludeTarget"], structure({ targetType: word(), id: word({ refersTo: ["group"] }) })),
});

/** All methods' settings in one table: their names do not clash, and each method has only some. */
const settings: Rules = {
  "@odata.type": fact(),
  state: word(),
  excludeTargets: targets(),
  includeTargets: targets({
    ...each(["isRegistrationRequired", "isUsableForSignIn"], value()),
    authenticationMode: word(),
    ...each(["allowedPasskeyProfiles", "verifiedIdProfiles"], words()),
  }),
  allowExternalIdToUseEmailOtp: word(),
  ...each(["isAttestationEnforced", "isSelfServiceRegistrationAllowed", "isSoftwareOathEnabled"], value()),
  ...each(["isOfficePhoneAllowed", "isUsableOnce", "pinLength", "standardQRCodeLifetimeInDays"], value()),
  ...each(
    ["defaultLength", "defaultLifetimeInMinutes", "maximumLifetimeInMinutes", "minimumLifetimeInMinutes"],
    value(),
  ),
  defaultPasskeyProfile: word(),
  keyRestrictions: structure({ aaGuids: words(), enforcementType: word(), isEnforced: value() }),
  featureSettings: structure(
    each(["displayAppInformationRequiredState", "displayLocationInformationRequiredState"], feature),
  ),
  authenticationModeConfiguration: structure({
    ...each(["x509CertificateAuthenticationDefaultMode", "x509CertificateDefaultRequiredAffinityLevel"], word()),
    rules: { comparison: "set", write: { route: "patch" } },
  }),
  // The order is the order of preference; `priority` says it again.
  certificateUserBindings: keyed("x509CertificateField", {
    ...each(["userProperty", "trustAffinityLevel"], word()),
    priority: value(),
  }),
  certificateAuthorityScopes: keyed("publicKeyInfrastructureIdentifier", {
    subjectKeyIdentifier: word(),
    includeTargets: targets(),
  }),
  crlValidationConfiguration: structure({
    state: word(),
    exemptedCertificateAuthoritiesSubjectKeyIdentifiers: words(),
  }),
  issuerHintsConfiguration: structure({ state: word() }),
  displayName: text(),
  appId: word({ refersTo: ["appId"] }),
  openIdConnectSetting: structure({ clientId: text(), discoveryUrl: text() }),
};

/** The methods by their fixed ids (Fido2, MicrosoftAuthenticator ...); their order is not stable. */
export const configurations: PropertyRule = keyed("id", settings, {
  write: { route: "action" },
});

/**
 * One PATCH a method that differs, with its type's name and only the settings that differ: some that Graph still returns
 * it no longer takes. Fixed methods can be neither made nor deleted; external ones can.
 */
export function configurationRequests(
  policyPath: string,
  promised: JsonObject,
  expected: JsonObject,
): readonly WriteRequest[] {
  const path = `${policyPath}/${collection}`;
  const [wanted, found] = [byId(promised[collection]), byId(expected[collection])];
  const gone = [...found].filter(([id, method]) => !wanted.has(id) && isExternal(method));
  return [
    ...[...wanted].flatMap(([id, method]) => writesFor(path, method, found.get(id))),
    ...gone.map(([, method]): WriteRequest => {
      return { method: "DELETE", path: `${path}/${method.id}`, alsoFine: alreadyGone };
    }),
  ];
}

function writesFor(path: string, wanted: JsonObject, found: JsonObject | undefined): readonly WriteRequest[] {
  const type = { "@odata.type": wanted["@odata.type"] ?? found?.["@odata.type"] ?? null };
  if (found === undefined) {
    if (!isExternal(wanted)) return [];
    return [{ method: "POST", path, body: { ...type, ...createBody(settings, Object.keys(settings), wanted) } }];
  }
  const names = namesToWrite(settings, "patch", wanted, found);
  if (names.length === 0) return [];
  const body = { ...type, ...updateBody(settings, names, wanted, found) };
  return [{ method: "PATCH", path: `${path}/${found.id}`, body }];
}

function isExternal(method: JsonObject): boolean {
  return method["@odata.type"] === external;
}

function byId(methods: JsonValue | undefined): ReadonlyMap<string, JsonObject> {
  const listed: readonly JsonValue[] = Array.isArray(methods) ? methods : [];
  return new Map(listed.filter(isJsonObject).map((method) => [jsonText(method.id).toLowerCase(), method]));
}
