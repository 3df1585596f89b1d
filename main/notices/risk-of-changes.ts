import type { Change } from "../../preload/contract/change.ts";
import type { ObjectType } from "../../preload/contract/directory-object.ts";

/** How many objects changed in what guards the tenant. */
export interface Risk {
  /** Conditional Access policies, named locations and authentication strengths. */
  readonly policies: number;
  /** Directory roles whose members changed, those who could become one among them. */
  readonly roles: number;
  /** Applications whose certificates, secrets or federated credentials changed. */
  readonly credentials: number;
  /** The tenant's policies for authentication methods and for authorization. */
  readonly methods: number;
}

const kindByType: Readonly<Partial<Record<ObjectType, keyof Risk>>> = {
  conditionalAccessPolicy: "policies",
  namedLocation: "policies",
  authenticationStrengthPolicy: "policies",
  directoryRole: "roles",
  application: "credentials",
  servicePrincipal: "credentials",
  authenticationMethodsPolicy: "methods",
  authorizationPolicy: "methods",
};

/** The types in which a risk can lie: nothing else has to be compared for it. */
export const riskyTypes = Object.keys(kindByType) as readonly ObjectType[];

const isCredential = (path: string) =>
  /^(?:keyCredentials|passwordCredentials|federatedIdentityCredentials)\b/u.test(path);

/** Counts objects, not attributes (pure). */
export function riskOfChanges(changes: Iterable<Change>): Risk {
  const risk = { policies: 0, roles: 0, credentials: 0, methods: 0 };
  for (const change of changes) {
    const kind = kindByType[change.type];
    if (kind !== undefined && isRisky(kind, change)) risk[kind] += 1;
  }
  return risk;
}

export function isNone({ policies, roles, credentials, methods }: Risk): boolean {
  return policies + roles + credentials + methods === 0;
}

function isRisky(kind: keyof Risk, { kind: what, attributes, links }: Change): boolean {
  if (kind === "roles") return links.some(({ link }) => link === "members" || link === "eligibleMembers");
  if (kind !== "credentials") return true;
  // One that came or went says nothing of its credentials.
  return (
    what === "modified" &&
    (attributes.some(({ path }) => isCredential(path)) || links.some(({ link }) => isCredential(link)))
  );
}
