/**
 * The documented classes of limits. read: resource units of directory reads. write: directory writes.
 * conditionalAccess: reads and writes of one slow service together. reports: audit logs. certificates: reads that
 * select keyCredentials.
 */
export const limitClasses = ["read", "write", "conditionalAccess", "reports", "certificates"] as const;
export type LimitClass = (typeof limitClasses)[number];

/** The first cost names the queue that a request waits in. */
export interface Cost {
  readonly limit: LimitClass;
  readonly units: number;
}

/** What one request costs by the documented classes. `path` is relative to the version and holds the query. */
export function costOf(method: string, path: string): readonly [Cost, ...Cost[]] {
  const [address = "", query = ""] = path.split("?", 2);
  if (/^\/identity\/conditionalAccess(\/|$)|^\/identityProtection\//i.test(address)) {
    return [{ limit: "conditionalAccess", units: 1 }];
  }
  if (/^\/auditLogs\//i.test(address)) return [{ limit: "reports", units: 1 }];
  if (method !== "GET") return [{ limit: "write", units: 1 }];
  const read: Cost = { limit: "read", units: unitsOf(address, query) };
  return /keyCredentials/.test(query) ? [read, { limit: "certificates", units: 1 }] : [read];
}

/** Resource units: a base by address, less for `$select` and small pages, more for `$expand`, never under one. */
function unitsOf(address: string, query: string): number {
  let units = baseOf(address);
  if (/\$select=/.test(query)) units -= 1;
  const top = /\$top=(\d+)/.exec(query)?.[1];
  if (top !== undefined && Number(top) < 20) units -= 1;
  if (/\$expand=/.test(query)) units += 1;
  return Math.max(1, units);
}

function baseOf(address: string): number {
  if (/\/(transitiveMembers|transitiveMemberOf)(\/|$)/.test(address)) return 5;
  if (/^\/groups\/[^/]+\/members(\/|$)/.test(address)) return 3;
  return /^\/(users|applications|oauth2PermissionGrants)(\/|$)|\/(memberOf|appRoleAssignments|appRoleAssignedTo)(\/|$)/.test(
    address,
  )
    ? 2
    : 1;
}
