import type { Allowance } from "./graph.ts";

/**
 * "Microsoft Graph service-specific throttling limits", identity and access: resource units per application and tenant
 * in 10 s, by the tenant's size, and 3,000 writes in 150 s. Conditional Access: one request a second for a tenant, all
 * applications together. Identity and access reports: 5 requests in 10 s. `keyCredentials` selects: 150 a minute.
 */
const classes = {
  writesPerSecond: 20,
  conditionalAccessPerSecond: 1,
  reportsPer10s: 5,
  certificateReadsPerMinute: 150,
};

/**
 * `users` is the size of the tenant. Unknown means large: a tenant that is allowed less says so in the throttling
 * headers of its answers, which the limiter heeds.
 */
export function documentedAllowance(users = Number.POSITIVE_INFINITY): Allowance {
  if (users < 50) return { readUnitsPer10s: 3500, ...classes };
  return { readUnitsPer10s: users <= 500 ? 5000 : 8000, ...classes };
}
