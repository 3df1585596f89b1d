import type { JsonObject } from "../../preload/contract/json-value.ts";

const made = "2021-12-01T00:00:00Z";

function builtIn(
  id: string,
  displayName: string,
  description: string,
  allowedCombinations: readonly string[],
): JsonObject {
  return {
    id,
    createdDateTime: made,
    modifiedDateTime: made,
    displayName,
    description,
    policyType: "builtIn",
    requirementsSatisfied: "mfa",
    allowedCombinations,
    combinationConfigurations: [],
  };
}

const phishingResistant = ["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"];
const passwordless = [...phishingResistant, "deviceBasedPush"];
const anyTwo = ["password,microsoftAuthenticatorPush", "password,softwareOath", "password,sms", "password,voice"];

/** The three that every tenant has, as Graph expands them inside a policy's grant controls. */
export const authenticationStrengths: readonly JsonObject[] = [
  builtIn("00000000-0000-0000-0000-000000000002", "Multifactor authentication", "Any two factors", [
    ...passwordless,
    "temporaryAccessPassOneTime",
    ...anyTwo,
  ]),
  builtIn("00000000-0000-0000-0000-000000000003", "Passwordless MFA", "Two factors without a password", passwordless),
  builtIn("00000000-0000-0000-0000-000000000004", "Phishing-resistant MFA", "Cannot be relayed", phishingResistant),
];

/** The expanded strength with this id, undefined if the tenant has none. */
export function authenticationStrength(id: string): JsonObject | undefined {
  return authenticationStrengths.find((strength) => strength.id === id);
}
