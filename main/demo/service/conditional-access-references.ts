import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import type { Exists, PolicyFault, ReferencedKind } from "./policy-fault.ts";
import { fault } from "./policy-fault.ts";

interface Reference {
  readonly block: string;
  readonly names: readonly string[];
  /** Undefined: only the form of the id is looked at. */
  readonly kind: ReferencedKind | undefined;
  readonly words: readonly string[];
  readonly code: string;
}

/** The trusted addresses of the old multi-factor settings: an id without an object (fault A7). */
const oldTrustedAddresses = "00000000-0000-0000-0000-000000000000";

const references: readonly Reference[] = [
  {
    block: "users",
    names: ["includeUsers", "excludeUsers"],
    kind: "user",
    words: ["All", "None", "GuestsOrExternalUsers"],
    code: "1012",
  },
  { block: "users", names: ["includeGroups", "excludeGroups"], kind: "group", words: [], code: "1013" },
  { block: "users", names: ["includeRoles", "excludeRoles"], kind: undefined, words: [], code: "1014" },
  {
    block: "applications",
    names: ["includeApplications", "excludeApplications"],
    kind: undefined,
    words: ["All", "None", "Office365", "MicrosoftAdminPortals"],
    code: "1011",
  },
  {
    block: "locations",
    names: ["includeLocations", "excludeLocations"],
    kind: "namedLocation",
    words: ["All", "AllTrusted", oldTrustedAddresses],
    code: "1040",
  },
  {
    block: "clientApplications",
    names: ["includeServicePrincipals", "excludeServicePrincipals"],
    kind: "servicePrincipal",
    words: ["ServicePrincipalsInMyTenant"],
    code: "1015",
  },
];

/** The first id in a body that names nothing. A stored policy may keep such ids; a write may not carry them. */
export function danglingReference(body: JsonObject, exists: Exists): PolicyFault | undefined {
  const conditions = isJsonObject(body.conditions) ? body.conditions : {};
  for (const reference of references) {
    const block = conditions[reference.block];
    const ids = isJsonObject(block) ? reference.names.flatMap((name) => textsIn(block[name])) : [];
    const wrong = ids.find((id) => !isGood(reference, id, exists));
    if (wrong !== undefined) {
      return fault(reference.code, `The policy contains references to non-existing ${reference.block}: ${wrong}.`);
    }
  }
  return danglingStrength(body.grantControls, exists);
}

function isGood({ kind, words }: Reference, id: string, exists: Exists): boolean {
  if (words.includes(id)) return true;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return false;
  return kind === undefined || exists(kind, id.toLowerCase());
}

function danglingStrength(grants: JsonValue | undefined, exists: Exists): PolicyFault | undefined {
  const strength = isJsonObject(grants) ? grants.authenticationStrength : undefined;
  if (!isJsonObject(strength)) return undefined;
  return exists("authenticationStrengthPolicy", String(strength.id).toLowerCase())
    ? undefined
    : fault("1041", "The authentication strength does not exist.");
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
