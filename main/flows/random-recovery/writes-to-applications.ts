import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { Draws, Writing } from "./draws.ts";
import { listIn, objectIn } from "./draws.ts";
import { forGood } from "./writes-to-people.ts";

const everybody = "00000000-0000-0000-0000-000000000000";

/** Applications and enterprise applications: facts, roles, credentials, owners, assignments and grants. */
export function writesToApplications(draws: Draws): readonly Writing[] {
  return [...toApplications(draws), ...toPrincipals(draws), ...toGrants(draws)];
}

function toApplications(draws: Draws): readonly Writing[] {
  const { below, one, gone, reference, state, object } = draws;
  const application = () => `/applications/${one("application")}`;
  const guid = () => `${String(below(100_000_000)).padStart(8, "0")}-0000-4000-8000-000000000001`;
  return [
    () => [["PATCH", application(), { notes: `Note ${below(9)}` }]],
    () => [["PATCH", application(), { web: { redirectUris: [`https://host${below(9)}.example/back`] } }]],
    () => {
      const id = one("application");
      const role = {
        id: guid(),
        value: `Role.${below(999_999)}`,
        displayName: "Role",
        description: "May",
        isEnabled: true,
      };
      const appRoles = [...rolesOf(object("application", id)), { ...role, allowedMemberTypes: ["User"] }];
      return [["PATCH", `/applications/${id}`, { appRoles }]];
    },
    () => {
      const roled = [...state.objects.application].filter(([, { appRoles }]) => listIn(appRoles).length > 0);
      const id = draws.pick(roled.map(([each]) => each));
      const appRoles = rolesOf(object("application", id)).map((role, index) =>
        index === 0 ? { ...role, isEnabled: false, description: `Was ${below(9)}` } : role,
      );
      return [["PATCH", `/applications/${id}`, { appRoles }]];
    },
    () => [["POST", `${application()}/addPassword`, { passwordCredential: { displayName: `Secret ${below(9)}` } }]],
    () => {
      const secret = [...state.objects.application].flatMap(([id, { passwordCredentials }]) =>
        listIn(passwordCredentials).map((each) => [id, String(objectIn(each).keyId)] as const),
      );
      const [id = "nobody", keyId = ""] = secret[below(secret.length)] ?? [];
      return [["POST", `/applications/${id}/removePassword`, { keyId }]];
    },
    () => [["POST", `${application()}/owners/$ref`, reference("user")]],
    () => {
      const [id, target] = draws.link("owners");
      return [["DELETE", `/applications/${id}/owners/${target}/$ref`]];
    },
    () => [["POST", `${application()}/federatedIdentityCredentials`, newFederated(below(1_000_000))]],
    () => {
      const held = [...state.links.federatedCredentials].flatMap(([id, all]) =>
        all.map((each) => [id, each.id] as const),
      );
      const [id = "nobody", credential = "none"] = held[below(held.length)] ?? [];
      return [["DELETE", `/applications/${id}/federatedIdentityCredentials/${credential}`]];
    },
    () => [["DELETE", application()]],
    () => forGood("applications", one("application")),
    () => [["POST", `/directory/deletedItems/${gone("application")}/restore`, {}]],
    () => [["POST", "/applications", { displayName: `New ${below(1_000_000)}` }]],
  ];
}

function newFederated(number: number): JsonObject {
  return {
    name: `deploy-${number}`,
    issuer: "https://token.actions.githubusercontent.com",
    subject: `repo:contoso/${number}:ref:refs/heads/main`,
    audiences: ["api://AzureADTokenExchange"],
  };
}

function toPrincipals(draws: Draws): readonly Writing[] {
  const { below, one, gone, reference } = draws;
  const principal = () => `/servicePrincipals/${one("servicePrincipal")}`;
  return [
    () => [["PATCH", principal(), { notes: `Note ${below(9)}`, tags: [`tag${below(5)}`] }]],
    () => [["PATCH", principal(), { accountEnabled: below(2) === 0 }]],
    () => [["PATCH", principal(), { appRoleAssignmentRequired: below(2) === 0 }]],
    () => [["POST", `${principal()}/owners/$ref`, reference("user")]],
    () => [["DELETE", principal()]],
    () => [["POST", `/directory/deletedItems/${gone("servicePrincipal")}/restore`, {}]],
  ];
}

function toGrants(draws: Draws): readonly Writing[] {
  const { below, one, state, pick } = draws;
  return [
    () => {
      const resourceId = one("servicePrincipal");
      const body = { principalId: one(below(2) === 0 ? "user" : "group"), resourceId, appRoleId: everybody };
      return [["POST", `/servicePrincipals/${resourceId}/appRoleAssignedTo`, body]];
    },
    () => {
      const id = pick(state.links.appRoleAssignments.keys());
      const { resourceId = "nobody" } = state.links.appRoleAssignments.get(id) ?? {};
      return [["DELETE", `/servicePrincipals/${resourceId}/appRoleAssignedTo/${id}`]];
    },
    () => [
      ["PATCH", `/oauth2PermissionGrants/${pick(state.links.grants.keys())}`, { scope: `User.Read Extra.${below(9)}` }],
    ],
    () => [["DELETE", `/oauth2PermissionGrants/${pick(state.links.grants.keys())}`]],
    () => {
      const [clientId, resourceId] = [one("servicePrincipal"), one("servicePrincipal")];
      const who =
        below(2) === 0 ? { consentType: "AllPrincipals" } : { consentType: "Principal", principalId: one("user") };
      return [["POST", "/oauth2PermissionGrants", { clientId, resourceId, ...who, scope: "User.Read" }]];
    },
  ];
}

/** As Graph takes them back: where a role comes from is its own. */
function rolesOf({ appRoles }: JsonObject): readonly JsonObject[] {
  return listIn(appRoles).map((role) => {
    const { origin: _, ...rest } = objectIn(role);
    return rest;
  });
}
