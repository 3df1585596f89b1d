import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { Draws, Writing } from "./draws.ts";
import { listIn, objectIn } from "./draws.ts";

const access = "/identity/conditionalAccess";
const ipType = "#microsoft.graph.ipNamedLocation";

/** Conditional Access with its locations and strengths, and the tenant's own policies. */
export function writesToPolicies(draws: Draws): readonly Writing[] {
  return [...toPolicies(draws), ...toLocations(draws), ...toStrengths(draws), ...toTenant(draws)];
}

function toPolicies(draws: Draws): readonly Writing[] {
  const { below, one, gone, object } = draws;
  const policy = () => `${access}/policies/${one("conditionalAccessPolicy")}`;
  const people = (change: (users: JsonObject) => JsonObject): ReturnType<Writing> => {
    const id = one("conditionalAccessPolicy");
    const conditions = objectIn(object("conditionalAccessPolicy", id).conditions);
    const users = change(objectIn(conditions.users));
    return [["PATCH", `${access}/policies/${id}`, { conditions: { ...conditions, users } }]];
  };
  return [
    () => [["PATCH", policy(), { state: below(2) === 0 ? "disabled" : "enabled" }]],
    () => [["PATCH", policy(), { displayName: `Policy ${below(9)}` }]],
    () => people((users) => ({ ...users, excludeUsers: [...listIn(users.excludeUsers), one("user")] })),
    () => people((users) => ({ ...users, excludeGroups: [one("group")] })),
    () => people((users) => ({ ...users, excludeUsers: [], excludeGroups: [] })),
    () => {
      const id = one("conditionalAccessPolicy");
      const conditions = objectIn(object("conditionalAccessPolicy", id).conditions);
      const locations = { includeLocations: ["All"], excludeLocations: [one("namedLocation")] };
      return [["PATCH", `${access}/policies/${id}`, { conditions: { ...conditions, locations } }]];
    },
    () => [["PATCH", policy(), { grantControls: { operator: "OR", builtInControls: ["mfa", "compliantDevice"] } }]],
    () => [["DELETE", policy()]],
    () => {
      const id = one("conditionalAccessPolicy");
      return [
        ["DELETE", `${access}/policies/${id}`],
        ["DELETE", `${access}/deletedItems/policies/${id}`],
      ];
    },
    () => [["POST", `${access}/deletedItems/policies/${gone("conditionalAccessPolicy")}/restore`, {}]],
    () => [["POST", `${access}/policies`, newPolicy(below(1_000_000), one("user"))]],
  ];
}

function newPolicy(number: number, excluded: string): JsonObject {
  return {
    displayName: `New ${number}`,
    state: "enabledForReportingButNotEnforced",
    conditions: {
      clientAppTypes: ["all"],
      applications: { includeApplications: ["All"] },
      users: { includeUsers: ["All"], excludeUsers: [excluded] },
    },
    grantControls: { operator: "OR", builtInControls: ["mfa"] },
  };
}

function toLocations(draws: Draws): readonly Writing[] {
  const { below, gone, state, pick } = draws;
  const ip = () =>
    pick([...state.objects.namedLocation].flatMap(([id, each]) => (each["@odata.type"] === ipType ? [id] : [])));
  const range = () => ({ "@odata.type": "#microsoft.graph.iPv4CidrRange", cidrAddress: `198.51.${below(200)}.0/24` });
  const place = `${access}/namedLocations`;
  return [
    () => [["PATCH", `${place}/${ip()}`, { "@odata.type": ipType, ipRanges: [range()] }]],
    () => [["PATCH", `${place}/${ip()}`, { "@odata.type": ipType, isTrusted: below(2) === 0 }]],
    () => [
      [
        "POST",
        place,
        { "@odata.type": ipType, displayName: `Place ${below(99)}`, isTrusted: true, ipRanges: [range()] },
      ],
    ],
    () => leave(ip(), place),
    () => [
      ...leave(ip(), place).slice(0, 2),
      ["DELETE", `${access}/deletedItems/namedLocations/${gone("namedLocation")}`],
    ],
    () => [["POST", `${access}/deletedItems/namedLocations/${gone("namedLocation")}/restore`, {}]],
  ];
}

/** Refused while a policy names it. */
function leave(id: string, place: string): ReturnType<Writing> {
  return [
    ["PATCH", `${place}/${id}`, { "@odata.type": ipType, isTrusted: false }],
    ["DELETE", `${place}/${id}`],
  ];
}

function toStrengths({ below, one, state, pick }: Draws): readonly Writing[] {
  const own = () =>
    pick(
      [...state.objects.authenticationStrengthPolicy].flatMap(([id, each]) =>
        each.policyType === "custom" ? [id] : [],
      ),
    );
  const place = "/policies/authenticationStrengthPolicies";
  const allowedCombinations = () => (below(2) === 0 ? ["fido2"] : ["fido2", "windowsHelloForBusiness"]);
  return [
    () => [["PATCH", `${place}/${own()}`, { description: `Text ${below(9)}` }]],
    () => [["POST", `${place}/${own()}/updateAllowedCombinations`, { allowedCombinations: allowedCombinations() }]],
    () => [["POST", place, { displayName: `Strength ${below(99)}`, allowedCombinations: allowedCombinations() }]],
    () => [["DELETE", `${place}/${one("authenticationStrengthPolicy")}`]],
  ];
}

function toTenant({ below, state }: Draws): readonly Writing[] {
  return [
    () => {
      const [methods] = [...state.objects.authenticationMethodsPolicy.values()];
      const all = listIn(methods?.authenticationMethodConfigurations).map(objectIn);
      const { id, "@odata.type": type = "" } = all[below(all.length)] ?? {};
      const body = { "@odata.type": type, state: below(2) === 0 ? "enabled" : "disabled" };
      return [
        ["PATCH", `/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/${String(id)}`, body],
      ];
    },
    () => [["PATCH", "/policies/authorizationPolicy", { allowEmailVerifiedUsersToJoinOrganization: below(2) === 0 }]],
    () => [
      [
        "PATCH",
        "/policies/authorizationPolicy",
        { defaultUserRolePermissions: { allowedToCreateApps: below(2) === 0 } },
      ],
    ],
  ];
}
