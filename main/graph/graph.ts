import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import type { RetryKind } from "../../preload/contract/snapshot.ts";

/** Options of one read. `consistency: "eventual"` sends the header on every page. */
export interface ReadOptions {
  readonly consistency?: "eventual";
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborted: the work ends at once, with CANCELLED, and what is on its way is cut off. */
  readonly signal?: AbortSignal;
  /**
   * Aborted: nothing more leaves, and what has left is answered. What was not carried out because of it ends with
   * CANCELLED, in a batch with 429 beside the answers of the others.
   */
  readonly hold?: AbortSignal;
  /** What the address needs, for the sentence of a 403. */
  readonly permissions?: readonly string[];
  /** Called when the limits let the request (or a batch of them) through, just before it is sent. */
  readonly onTurn?: () => void;
}

/** One page as Graph sent it. */
export interface Page {
  readonly items: readonly JsonObject[];
  /** Absent on the last page. */
  readonly nextLink?: string;
  /** The delta link of a delta round's last page. */
  readonly deltaLink?: string;
}

export interface BatchRequest {
  readonly id: string;
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Relative to `/v1.0`, with its slash. */
  readonly url: string;
  readonly body?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface BatchResponse {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue | undefined;
}

/** The answer to a write; the caller decides what is fine. */
export interface WriteResponse {
  readonly status: number;
  readonly body: JsonValue | undefined;
  /** Graph's `error.code` and `error.message`, if it refused. */
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

/**
 * Graph as the stages see it. Paths are relative to v1.0 (`/users`), or begin with `/beta/`. Retries (with a budget), the limiter and
 * throttling waits are inside; what comes out is an answer, or a ReinstateError: SIGN_IN_NEEDED, PERMISSION_MISSING
 * (403, with the permission in the message where known), TENANT_UNREACHABLE, TENANT_THROTTLED, TENANT_REFUSED, CANCELLED.
 */
export interface Graph {
  /** One object; undefined for 404. */
  get(path: string, options?: ReadOptions): Promise<JsonObject | undefined>;
  /** `{path}/$count`; undefined where Graph refuses to count. */
  count(path: string, options?: ReadOptions): Promise<number | undefined>;
  /** Follows next links verbatim, repeats headers, throws TENANT_REFUSED on a link seen twice. */
  pages(path: string, options?: ReadOptions): AsyncIterable<Page>;
  /** Any number of requests, sent as `$batch` of 20; failed items are retried alone; order of answers is the order asked. */
  batch(requests: readonly BatchRequest[], options?: ReadOptions): Promise<readonly BatchResponse[]>;
  /** A question that Graph answers to a POST, and that changes nothing: repeated as a read is. */
  ask(path: string, body?: JsonObject, options?: ReadOptions): Promise<JsonObject>;
  /** One write. Never repeated after 503/504/reset without the caller's say. 4xx comes back as a response. */
  write(
    method: "POST" | "PATCH" | "PUT" | "DELETE",
    path: string,
    body?: JsonObject,
    options?: ReadOptions,
  ): Promise<WriteResponse>;
  /** Requests sent, waits and retries so far, for progress and reports. */
  readonly statistics: GraphStatistics;
}

export interface GraphStatistics {
  readonly requests: number;
  readonly retries: number;
  /** The retries by their reason. */
  readonly retriesBy: Readonly<Record<RetryKind, number>>;
  readonly waitedMs: number;
  /** How far this computer's clock is before the service's, at least; negative where it is behind. Absent: not told. */
  readonly clockAheadMs?: number;
}

/** Who is signed in. */
export interface Account {
  readonly name: string;
  readonly objectId: string | null;
  readonly tenantId: string;
  readonly authentication: "delegated" | "application";
  /** Scopes or roles in the token. */
  readonly permissions: readonly string[];
}

export interface TokenOptions {
  /** Answers a claims challenge: always a new token. */
  readonly claims?: string;
  /** The token in use was not accepted (revoked, expired early): get a new one. */
  readonly renew?: boolean;
}

/**
 * Where tokens come from. `signIn` asks a person only if the cached account gets no token by itself; `token` asks for
 * more consent only when `permissions` are not in the cached token.
 */
export interface SignIn {
  signIn(options?: {
    readonly deviceCode?: (message: string) => void;
    readonly signal?: AbortSignal;
  }): Promise<Account>;
  signOut(): Promise<void>;
  account(): Promise<Account | undefined>;
  token(permissions: readonly string[], options?: TokenOptions): Promise<string>;
}

/** Limits to keep, by the documented classes (facts, section 14). */
export interface Allowance {
  readonly readUnitsPer10s: number;
  readonly writesPerSecond: number;
  readonly conditionalAccessPerSecond: number;
  /** Audit logs. Absent: not limited. */
  readonly reportsPer10s?: number;
  /** Reads that select keyCredentials. Absent: not limited. */
  readonly certificateReadsPerMinute?: number;
}

/** The network under msal-node and the Graph client: the real one, or the demo tenant in the process. */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

export interface TransportRequest {
  readonly method: string;
  /** Absolute https URL. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface TransportResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
