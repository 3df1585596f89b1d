import type { MethodName } from "../../preload/contract/methods.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { TenantSession } from "../flows/tenant-session.ts";
import type { Engine } from "./engine.ts";

/** What the page asks of itself, when it starts and after an event. */
const ownCalls: ReadonlySet<unknown> = new Set<MethodName>([
  "host.describe",
  "session.describe",
  "session.windowKey",
  "timeline.list",
  "timeline.changes",
  "timeline.events",
]);
const msPerMinute = 60_000;
const unreadableMinutes = 15;

/** Zero: never. The demo's vault opens by itself: closing it would keep nobody out. */
export function idleMinutesOf({ cloud, vault }: TenantSession): number {
  return cloud.demo ? 0 : vault.idleMinutes();
}

/** Closes the vault when no person has asked the engine for anything for the time that the vault says; never while work runs. */
export class IdleLock {
  readonly #engine: Engine;
  readonly #now: () => number;
  #attendedAt: number;

  /** `now`: of the wall clock, in milliseconds, because the others stand still while a computer sleeps. */
  constructor(engine: Engine, now: () => number) {
    this.#engine = engine;
    this.#now = now;
    this.#attendedAt = now();
  }

  /** Before each call. One that comes too late, as after the computer slept, finds the vault locked. */
  async attend(method: unknown): Promise<void> {
    await this.look();
    if (!ownCalls.has(method)) this.#attendedAt = this.#now();
  }

  /** Once in a while: locks if it is time. */
  async look(): Promise<void> {
    // The clock was set back: otherwise the vault would stay open until it is there again.
    this.#attendedAt = Math.min(this.#attendedAt, this.#now());
    if (!this.#engine.isWorking && this.#isTime()) await this.#engine.lock();
  }

  #isTime(): boolean {
    const session = this.#engine.options.door.current();
    const minutes = session === undefined ? 0 : readable(session);
    return minutes > 0 && this.#now() - this.#attendedAt >= minutes * msPerMinute;
  }
}

/** A vault that cannot be read any more says so to whoever works with it; it is locked all the same. */
function readable(session: TenantSession): number {
  try {
    return idleMinutesOf(session);
  } catch (error) {
    if (error instanceof ReinstateError) return unreadableMinutes;
    throw error;
  }
}
