import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { jsonText } from "../../preload/contract/json-value.ts";
import { combinationConfigurations, configurationRequests } from "./combination-configurations.ts";
import type { ObjectTypeDefinition, Obstacle, WriteRequest } from "./object-type-definition.ts";
import { patchTogether } from "./patch-requests.ts";
import { fact, factWord, moving, type Rules, text, words } from "./property-rules.ts";
import { deleteAt } from "./reference-links.ts";
import { createBody, namesToWrite, updateBody } from "./write-body.ts";

const path = "/policies/authenticationStrengthPolicies";

const properties: Rules = {
  displayName: text({ notClearable: true }),
  description: text(),
  allowedCombinations: words({ write: { route: "action" }, notClearable: true }),
  combinationConfigurations,
  policyType: factWord(),
  requirementsSatisfied: factWord(),
  createdDateTime: fact(),
  modifiedDateTime: moving(),
};

/** Which combinations of sign-in methods a Conditional Access policy may ask for: three of Microsoft's, and own ones. */
export const authenticationStrengthPolicyDefinition: ObjectTypeDefinition = {
  type: "authenticationStrengthPolicy",
  singular: "authentication strength",
  plural: "authentication strengths",
  auditNoun: "authentication strength( policy)?",
  // No `$top`: this list refuses it (fault A2).
  list: { path, countable: false, selectable: false, limit: "policy" },
  readPermissions: ["Policy.Read.All"],
  readRole: "Security Reader or Global Reader",
  writePermissions: ["Policy.ReadWrite.ConditionalAccess"],
  properties,
  links: {},
  canCreate: true,
  canDelete: true,
  lostOnRecreate: ["the strength's id; policies that name it are pointed to the new one"],
  blocked,
  linkBlocked: () => undefined,
  updateRequests,
  linkRequests: () => [],
  createRequest,
  restoreRequest: () => undefined,
  deleteRequests: ({ id }) => [deleteAt(`${path}/${id}`)],
};

function blocked({ properties: { policyType } }: DirectoryObject): Obstacle | undefined {
  if (jsonText(policyType).toLowerCase() !== "builtin") return undefined;
  return {
    reason: "Microsoft makes and changes the built-in authentication strengths; nobody else can.",
    manual: "Make an authentication strength of your own with these combinations, and name it in the policies.",
  };
}

/** The name by PATCH, the combinations by an action of their own: the PATCH refuses them. */
function updateRequests(id: string, promised: JsonObject, expected: JsonObject): readonly WriteRequest[] {
  const { removals, writes } = configurationRequests(id, promised, expected);
  return [
    ...removals,
    ...patchTogether(properties, `${path}/${id}`, promised, expected),
    ...combinationRequests(id, promised, expected),
    ...writes,
  ];
}

function combinationRequests(id: string, promised: JsonObject, expected: JsonObject): readonly WriteRequest[] {
  const names = namesToWrite(properties, "action", promised, expected).filter((name) => name === "allowedCombinations");
  if (names.length === 0) return [];
  const body = updateBody(properties, names, promised, expected);
  return [{ method: "POST", path: `${path}/${id}/updateAllowedCombinations`, body }];
}

/** What narrows single combinations (certain keys, certain issuers) is put back afterwards, each at its own address. */
function createRequest(strength: DirectoryObject): WriteRequest | undefined {
  if (blocked(strength) !== undefined) return undefined;
  const body = createBody(properties, ["displayName", "description", "allowedCombinations"], strength.properties);
  return { method: "POST", path, body, yields: "objectId" };
}
