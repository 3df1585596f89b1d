import type { Cloud } from "../graph/cloud.ts";
import type { Transport } from "../graph/graph.ts";

export const scenarios = ["lockout", "hr-corruption", "compromised-admin"] as const;
export type Scenario = (typeof scenarios)[number];

export interface DemoOptions {
  /** 50 to 200,000. */
  readonly users: number;
  readonly seedNumber: number;
  /** ISO 8601; the tenant's "now" at the start. */
  readonly now: string;
}

/** What a folder of exported JSON could not bring in, and why. */
export interface SeedRefusal {
  readonly file: string;
  readonly name: string;
  readonly reason: string;
}

export interface ScenarioReport {
  readonly scenario: Scenario;
  /** What happened, in sentences, oldest first; for the terminal and the tour. */
  readonly story: readonly string[];
  /** Actors that did harm, as user principal names or app names. */
  readonly culprits: readonly string[];
  /** Ids that the harm touched, by type: what a recovery has to put back. */
  readonly harmed: Readonly<Record<string, readonly string[]>>;
  /** Ids that others changed legitimately meanwhile. */
  readonly legitimate: Readonly<Record<string, readonly string[]>>;
}

/** A simulated sign-in and Graph in the process. The libraries talk to `transport` and do not know. */
export interface DemoTenant {
  readonly cloud: Cloud;
  /** What people call the organisation. */
  readonly tenantName: string;
  readonly transport: Transport;
  /** The redirect a person's browser would post at the loopback listener, so that interactive sign-in works unattended. */
  openBrowser(url: string): Promise<void>;
  /** ISO 8601 now of the tenant. */
  now(): string;
  /** Moves the tenant's clock. */
  advance(milliseconds: number): void;
  /** Lets the incident happen, over hours of the tenant's clock, with audit records. */
  play(scenario: Scenario): ScenarioReport;
  /** Microsoft's own recovery brings back all soft-deleted users: with an audit record, and no delta record. */
  recoverNatively(): readonly string[];
  /** Loads exported files; what Graph would refuse is listed. */
  seedFolder(folder: string): Promise<{ readonly loaded: number; readonly refused: readonly SeedRefusal[] }>;
  /** Misbehaviour on request, for tests. */
  readonly faults: DemoFaults;
  /** State as bytes, to be kept beside the vault. */
  save(): Uint8Array;
}

export interface DemoFaults {
  /** Reads see writes only after this long (replication lag). */
  lagMs: number;
  /** Called before each request; an answer replaces the tenant's own. */
  intercept: Transport | ((request: Parameters<Transport>[0]) => ReturnType<Transport> | undefined) | undefined;
  /** Enforce the documented limits with 429 and Retry-After on the tenant's clock. */
  throttle: boolean;
  /**
   * Continuous access evaluation: tokens issued before `before` (milliseconds of the tenant's clock) are not accepted any
   * more, which is told with a claims challenge: for whole requests, or for each item of a batch by itself.
   */
  revoked?: { readonly before: number; readonly of: "requests" | "items" } | undefined;
}
