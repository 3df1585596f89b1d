import type { LinkTarget, ObjectType } from "../../preload/contract/directory-object.ts";
import { applicationDefinition } from "./application.ts";
import { authenticationMethodsPolicyDefinition } from "./authentication-methods-policy.ts";
import { authorizationPolicyDefinition } from "./authorization-policy.ts";
import { conditionalAccessPolicyDefinition } from "./conditional-access-policy.ts";
import { groupDefinition } from "./group.ts";
import { namedLocationDefinition } from "./named-location.ts";
import type { LinkRule, ObjectTypeDefinition } from "./object-type-definition.ts";
import { servicePrincipalDefinition } from "./service-principal.ts";
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
  authenticationMethodsPolicy: authenticationMethodsPolicyDefinition,
  authorizationPolicy: authorizationPolicyDefinition,
};

/** What is named comes before what names it: locations and principals before policies, people before their groups. */
export const typesInWriteOrder: readonly ObjectType[] = [
  "namedLocation",
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
  return parts.map(String).join("|").toLowerCase();
}
