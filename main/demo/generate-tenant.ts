import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { DemoState } from "./demo-state.ts";
import { emptyState, newId } from "./demo-state.ts";
import type { DemoOptions } from "./demo-tenant.ts";
import { makeApplications } from "./generate/make-applications.ts";
import { makeExtensions } from "./generate/make-extensions.ts";
import { makeGroups } from "./generate/make-groups.ts";
import { makeLocations } from "./generate/make-locations.ts";
import { makeOrganization, makeStrengths, makeSubscribedSkus } from "./generate/make-organization.ts";
import { makePeople } from "./generate/make-people.ts";
import { makePolicies } from "./generate/make-policies.ts";
import { makeRoles } from "./generate/make-roles.ts";
import { makeForeignPrincipals } from "./generate/make-service-principals.ts";
import { makeAuthenticationMethodsPolicy, makeAuthorizationPolicy } from "./generate/make-tenant-settings.ts";

export const fewestUsers = 50;
export const mostUsers = 200_000;
const fewestGroups = 12;
const mostGroups = 20_000;
const fewestApplications = 8;

/**
 * A whole tenant out of a seed number: the same options, the same tenant, down to every id. Throws USAGE_INVALID for a
 * size outside 50 to 200,000 or a time that is none.
 */
export function generateTenant({ users, seedNumber, now }: DemoOptions): DemoState {
  const clockMs = Date.parse(now);
  if (!Number.isInteger(users) || users < fewestUsers || users > mostUsers) {
    throw new ReinstateError("USAGE_INVALID", `A demo tenant has from ${fewestUsers} to ${mostUsers} users.`);
  }
  if (Number.isNaN(clockMs)) throw new ReinstateError("USAGE_INVALID", "The demo tenant's time is not ISO 8601.");
  const tenantId = newId({ random: seedNumber ^ 0x5eed });
  const name = { tenantId, tenantName: "Nordwind Logistics", domain: "nordwind.example" };
  const state = emptyState(name, seedNumber, clockMs);
  makePeople(state, users);
  makeGroups(state, Math.max(fewestGroups, Math.min(mostGroups, Math.floor(users / 5))));
  makeForeignPrincipals(state);
  makeApplications(state, Math.max(fewestApplications, Math.floor(users / 25)));
  makeLocations(state);
  makePolicies(state);
  makeAuthenticationMethodsPolicy(state);
  makeAuthorizationPolicy(state);
  makeStrengths(state);
  makeRoles(state);
  makeOrganization(state);
  makeSubscribedSkus(state);
  makeExtensions(state);
  return state;
}
