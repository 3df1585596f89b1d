import type { Change } from "./change.ts";
import type { ObjectType } from "./directory-object.ts";

export const riskKinds = ["policies", "roles", "credentials", "permissions", "methods"] as const;

/**
 * What a change of what guards the tenant is to. policies: Conditional Access policies, named locations and authentication
 * strengths. roles: the members of a directory role, those who could become one among them. credentials: certificates,
 * secrets or federated credentials of an application. permissions: what an application may do now by itself or, by an
 * administrator's consent, as anybody. methods: the policies for authentication methods and for authorization.
 */
export type RiskKind = (typeof riskKinds)[number];

/** For sentences: "changes to 2 access policies". */
export const riskWords: Readonly<Record<RiskKind, { readonly one: string; readonly many: string }>> = {
  policies: { one: "access policy", many: "access policies" },
  roles: { one: "directory role", many: "directory roles" },
  credentials: { one: "credentials of an application", many: "credentials of applications" },
  permissions: { one: "permissions of an application", many: "permissions of applications" },
  methods: { one: "tenant-wide policy", many: "tenant-wide policies" },
};

const kindByType: Readonly<Partial<Record<ObjectType, RiskKind>>> = {
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

type Judged = Pick<Change, "type" | "kind" | "attributes" | "links">;

/**
 * Whether a change is risky, and what to; undefined: it is not (pure). Notices, lists, filters and written reports all ask
 * here, so that none of them is silent about what another one warns of (fault B2).
 */
export function riskOf(change: Judged): RiskKind | undefined {
  const kind = kindByType[change.type];
  if (kind === undefined) return undefined;
  if (isRisky(kind, change)) return kind;
  return givesPermissions(change) ? "permissions" : undefined;
}

/** Who may use an application, and what a person consented to alone, is everyday's work. */
function givesPermissions({ links }: Judged): boolean {
  return links.some(({ link, added }) =>
    added.some((target) => {
      if (typeof target === "string") return false;
      if (link === "appRoleAssignedTo") return target.principalType === "ServicePrincipal";
      return link === "oauth2PermissionGrants" && target.consentType === "AllPrincipals";
    }),
  );
}

function isRisky(kind: RiskKind, { kind: what, attributes, links }: Judged): boolean {
  if (kind === "roles") return links.some(({ link }) => link === "members" || link === "eligibleMembers");
  if (kind !== "credentials") return true;
  // One that came or went says nothing of its credentials.
  return (
    what === "modified" &&
    (attributes.some(({ path }) => isCredential(path)) || links.some(({ link }) => isCredential(link)))
  );
}

const isCredential = (path: string) =>
  /^(?:keyCredentials|passwordCredentials|federatedIdentityCredentials)\b/u.test(path);
