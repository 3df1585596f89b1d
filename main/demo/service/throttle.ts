import { decodeText } from "./decode-text.ts";
import { Refusal } from "./refusal.ts";

type LimitName = "read" | "write" | "conditionalAccess" | "reports" | "certificates";

/** A bucket that fills up evenly on the tenant's clock. */
interface Bucket {
  left: number;
  readonly most: number;
  readonly perMs: number;
  atMs: number;
}

export interface Throttle {
  /** Takes what a request costs, or throws 429. Gives the headers that tell of the quota. */
  take(method: string, path: string, query: string): Readonly<Record<string, string>>;
  /** How many requests came while their class was asked to wait (Retry-After), and how many were refused. */
  readonly counted: { readonly tooEarly: number; readonly refused: number };
}

export interface ThrottledTenant {
  readonly clockMs: number;
  readonly objects: { readonly user: { readonly size: number } };
}

export interface ThrottleOptions {
  /** The part of the limits that is left to the caller: others use the rest. */
  readonly part?: number;
  /** How long a refusal is on its way: what comes until then does not know of it, in milliseconds. */
  readonly noticeMs?: number;
}

/** Microsoft's documented limits: identity and access, Conditional Access, reports, reads of certificates. */
export function createThrottle(state: ThrottledTenant, { part = 1, noticeMs = 0 }: ThrottleOptions = {}): Throttle {
  const units = unitsPer10s(state.objects.user.size);
  const counted = { tooEarly: 0, refused: 0 };
  const waits = new Map<LimitName, { readonly from: number; readonly until: number }>();
  const buckets: Record<LimitName, Bucket> = {
    read: bucket(units * part, 10_000, state.clockMs),
    write: bucket(3000 * part, 150_000, state.clockMs),
    conditionalAccess: bucket(1, 1000, state.clockMs),
    reports: bucket(5, 10_000, state.clockMs),
    certificates: bucket(150, 60_000, state.clockMs),
  };

  function takeFrom(name: LimitName, cost: number): void {
    const limit = buckets[name];
    const wait = waits.get(name);
    if (wait !== undefined && state.clockMs > wait.from && state.clockMs < wait.until) counted.tooEarly += 1;
    fill(limit, state.clockMs);
    if (limit.left >= cost) {
      limit.left -= cost;
      return;
    }
    const seconds = Math.max(1, Math.ceil((cost - limit.left) / limit.perMs / 1000));
    counted.refused += 1;
    if (name !== "conditionalAccess")
      waits.set(name, { from: state.clockMs + noticeMs, until: state.clockMs + seconds * 1000 });
    // Documented: Conditional Access does not say how long to wait.
    const headers: Readonly<Record<string, string>> =
      name === "conditionalAccess"
        ? {}
        : { "retry-after": String(seconds), "x-ms-throttle-scope": `Tenant_Application/${name}` };
    throw new Refusal(429, "TooManyRequests", "Too many requests. Please retry later.", headers);
  }

  return {
    counted,
    take(method, path, query) {
      const name = limitOf(method, path);
      const cost = name === "read" ? unitsOf(path, query) : 1;
      if (/keyCredentials/i.test(query)) takeFrom("certificates", 1);
      takeFrom(name, cost);
      const used = 1 - buckets.read.left / buckets.read.most;
      return name === "read" && used >= 0.8 ? { "x-ms-throttle-limit-percentage": used.toFixed(2) } : {};
    },
  };
}

/** By the tenant's size: small, medium, large. */
function unitsPer10s(users: number): number {
  if (users < 50) return 3500;
  return users <= 500 ? 5000 : 8000;
}

function bucket(most: number, windowMs: number, atMs: number): Bucket {
  return { left: most, most, perMs: most / windowMs, atMs };
}

function fill(limit: Bucket, nowMs: number): void {
  limit.left = Math.min(limit.most, limit.left + Math.max(0, nowMs - limit.atMs) * limit.perMs);
  limit.atMs = nowMs;
}

function limitOf(method: string, path: string): LimitName {
  if (/^identity\/conditionalAccess(\/|$)/i.test(path)) return "conditionalAccess";
  if (/^auditLogs\//i.test(path)) return "reports";
  return method === "GET" || /getByIds$/i.test(path) ? "read" : "write";
}

/** Resource units of a read: a base by address, less for `$select` and small pages, more for `$expand`. */
export function unitsOf(path: string, query: string): number {
  const text = decodeText(query);
  const top = Number(/\$top=(\d+)/.exec(text)?.[1] ?? 100);
  const change = (text.includes("$select=") ? -1 : 0) + (top < 20 ? -1 : 0) + (text.includes("$expand=") ? 1 : 0);
  return Math.max(1, baseUnits(path) + change);
}

function baseUnits(path: string): number {
  if (/\/transitiveMember/i.test(path)) return 5;
  if (/^groups\/[^/]+\/members|getByIds$/i.test(path)) return 3;
  return /^(users|applications|oauth2PermissionGrants)(\/|$)|\/(memberOf|appRoleAssign)/i.test(path) ? 2 : 1;
}
