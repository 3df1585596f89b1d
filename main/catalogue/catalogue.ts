import type { LinkTarget, ObjectType } from "../../preload/contract/directory-object.ts";
import { jsonText } from "../../preload/contract/json-value.ts";
import { applicationDefinition } from "./application.ts";
import { authenticationMethodsPolicyDefinition } from "./authentication-methods-policy.ts";
import { authenticationStrengthPolicyDefinition } from "./authentication-strength-policy.ts";
import { authorizationPolicyDefinition } from "./authorization-policy.ts";
import { conditionalAccessPolicyDefinition } from "./conditional-access-policy.ts";
import { directoryRoleDefinition } from "./directory-role.ts";
import { groupDefinition } from "./group.ts";
import { namedLocationDefinition } from "./named-location.ts";
import type { LinkRule, ObjectTypeDefinition } from "./object-type-definition.ts";
import { organizationDefinition } from "./organization.ts";
import { servicePrincipalDefinition } from "./service-principal.ts";
import { subscribedSkuDefinition } from "./subscribed-sku.ts";
import { userDefinition } from "./user.ts";

export { selectOf } from "./select-of.ts";

/** Every object type there is. A new one is a new file and a line here. */
export const catalogue: Readonly<Record<ObjectType, ObjectTypeDefinition>> = {
  user: userDefinition,
  group: groupDefinition,
  application: applicationDefinition,
  servicePrincipal: servicePrincipalDefinition,
  conditionalAccessPolicy: conditionalAccessPolicyDefinition,
  namedLocation: namedLocationDefinition,
  authenticationStrengthPolicy: authenticationStrengthPolicyDefinition,
  authenticationMethodsPolicy: authenticationMethodsPolicyDefinition,
  authorizationPolicy: authorizationPolicyDefinition,
  directoryRole: directoryRoleDefinition,
  organization: organizationDefinition,
  subscribedSku: subscribedSkuDefinition,
};

/**
 * What is named comes before what names it: locations, strengths and principals before policies, people before their
 * groups. What is never written stands where it is in nobody's way.
 */
export const typesInWriteOrder: readonly ObjectType[] = [
  "organization",
  "subscribedSku",
  "directoryRole",
  "namedLocation",
  "authenticationStrengthPolicy",
  "user",
  "group",
  "application",
  "servicePrincipal",
  "conditionalAccessPolicy",
  "authenticationMethodsPolicy",
  "authorizationPolicy",
];

export function definitionOf(type: ObjectType): ObjectTypeDefinition {
  return catalogue[type];
}

/** What identifies a link's target among its siblings: the id, or the values of the rule's key joined with `|`. */
export function linkKey(rule: LinkRule, target: LinkTarget): string {
  if (typeof target === "string") return target.toLowerCase();
  const parts = (rule.key ?? ["id"]).map((name) => (Object.hasOwn(target, name) ? target[name] : null));
  return parts.map(jsonText).join("|").toLowerCase();
}
