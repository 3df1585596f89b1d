import type { Route } from "../call.ts";
import { listDeletedPolicies, readDeletedPolicy, removePolicy, restorePolicy } from "../deleted-items.ts";
import { listPolicies, listStrengths, readPolicy, readStrength } from "../read-policies.ts";
import { listMethods, patchMethod, patchSingleton, readMethod, readSingleton } from "../tenant-policies.ts";
import { createLocation, deleteLocation, patchLocation } from "../write-location.ts";
import { createPolicy, deletePolicy, patchPolicy } from "../write-policy.ts";
import type { Needs } from "./common-routes.ts";
import { route } from "./common-routes.ts";
import { locationWrites, policyWrites, read, write } from "./permissions.ts";

const access = "identity/conditionalAccess";

function policyRoutes(
  type: "conditionalAccessPolicy" | "namedLocation",
  name: string,
  writes: Needs,
): readonly Route[] {
  const deleted = `${access}/deletedItems/${name}`;
  return [
    route("GET", `${access}/${name}`, [read.conditionalAccess], (call) => listPolicies(call, type, name)),
    route("GET", `${access}/${name}/{id}`, [read.conditionalAccess], (call) => readPolicy(call, type, name)),
    route("GET", deleted, [read.conditionalAccess], (call) => listDeletedPolicies(call, type, name)),
    route("GET", `${deleted}/{id}`, [read.conditionalAccess], (call) => readDeletedPolicy(call, type, name)),
    route("POST", `${deleted}/{id}/restore`, writes, (call) => restorePolicy(call, type, name)),
    route("DELETE", `${deleted}/{id}`, writes, (call) => removePolicy(call, type)),
  ];
}

const methods = "policies/authenticationMethodsPolicy";

/** Conditional Access and the tenant-wide policies. */
export const policiesRoutes: readonly Route[] = [
  ...policyRoutes("conditionalAccessPolicy", "policies", policyWrites),
  route("POST", `${access}/policies`, policyWrites, createPolicy),
  route("PATCH", `${access}/policies/{id}`, policyWrites, patchPolicy),
  route("DELETE", `${access}/policies/{id}`, locationWrites, deletePolicy),
  ...policyRoutes("namedLocation", "namedLocations", locationWrites),
  route("POST", `${access}/namedLocations`, locationWrites, createLocation),
  route("PATCH", `${access}/namedLocations/{id}`, locationWrites, patchLocation),
  route("DELETE", `${access}/namedLocations/{id}`, locationWrites, deleteLocation),
  route("GET", `${access}/authenticationStrength/policies`, [read.methods], listStrengths),
  route("GET", `${access}/authenticationStrength/policies/{id}`, [read.methods], readStrength),
  route("GET", "policies/authenticationStrengthPolicies", [read.methods], listStrengths),
  route("GET", "policies/authenticationStrengthPolicies/{id}", [read.methods], readStrength),
  route("GET", methods, [read.methods], (call) => readSingleton(call, "authenticationMethodsPolicy")),
  route("PATCH", methods, [write.methods], (call) => patchSingleton(call, "authenticationMethodsPolicy")),
  route("GET", `${methods}/authenticationMethodConfigurations`, [read.methods], listMethods),
  route("GET", `${methods}/authenticationMethodConfigurations/{id}`, [read.methods], readMethod),
  route("PATCH", `${methods}/authenticationMethodConfigurations/{id}`, [write.methods], patchMethod),
  route("GET", "policies/authorizationPolicy", [read.authorization], (call) =>
    readSingleton(call, "authorizationPolicy"),
  ),
  route("PATCH", "policies/authorizationPolicy", [write.authorization], (call) =>
    patchSingleton(call, "authorizationPolicy"),
  ),
];
