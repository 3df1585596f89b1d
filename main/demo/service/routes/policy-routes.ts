import type { Route } from "../call.ts";
import { listDeletedPolicies, readDeletedPolicy, removePolicy, restorePolicy } from "../deleted-items.ts";
import { listPolicies, readPolicy } from "../read-policies.ts";
import { listMethods, patchMethod, patchSingleton, readMethod, readSingleton } from "../tenant-policies.ts";
import { createLocation, deleteLocation, patchLocation } from "../write-location.ts";
import { createPolicy, deletePolicy, patchPolicy } from "../write-policy.ts";
import {
  addConfiguration,
  createStrength,
  deleteConfiguration,
  deleteStrength,
  listStrengths,
  patchConfiguration,
  patchStrength,
  readStrength,
  updateCombinations,
} from "../write-strength.ts";
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

/** The same at two addresses. */
function strengthRoutes(place: string): readonly Route[] {
  const configurations = `${place}/{id}/combinationConfigurations`;
  return [
    route("GET", place, [read.strengths], listStrengths),
    route("POST", place, [write.strengths], createStrength),
    route("GET", `${place}/{id}`, [read.strengths], readStrength),
    route("PATCH", `${place}/{id}`, [write.strengths], patchStrength),
    route("DELETE", `${place}/{id}`, [write.strengths], deleteStrength),
    route("POST", `${place}/{id}/updateAllowedCombinations`, [write.strengths], updateCombinations),
    route("POST", configurations, [write.strengths], addConfiguration),
    route("PATCH", `${configurations}/{configuration}`, [write.strengths], patchConfiguration),
    route("DELETE", `${configurations}/{configuration}`, [write.strengths], deleteConfiguration),
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
  ...[`${access}/authenticationStrength/policies`, "policies/authenticationStrengthPolicies"].flatMap(strengthRoutes),
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
