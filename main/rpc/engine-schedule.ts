import { type ErrorCode, ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { copiesToRetry, copyVault, retryAfterMs } from "../flows/copies.ts";
import { captureUnattended, scheduleStore } from "../flows/schedule.ts";
import type { TenantSession } from "../flows/tenant-session.ts";
import { writeDownFailure } from "../flows/vault-history.ts";
import { Scheduler, type Taken } from "../schedule/scheduler.ts";
import type { Engine } from "./engine.ts";

interface Clocks {
  /** Of the wall, in milliseconds. */
  readonly now: () => number;
  /** Of this process, which never jumps. */
  readonly awake: () => number;
  readonly random?: () => number;
}

/** A person has to do something before the next attempt can succeed. */
const signInCodes: ReadonlySet<ErrorCode> = new Set(["SIGN_IN_NEEDED", "SIGN_IN_FAILED", "PERMISSION_MISSING"]);
/** Between two openings of a locked vault. */
const leastPauseMs = 5 * 60_000;

/** The daily snapshot of whatever vault is open in this engine. */
export class EngineSchedule {
  readonly #engine: Engine;
  readonly #scheduler: Scheduler;
  #told: string | undefined;
  #alone: TenantSession | undefined;
  #aloneAt = Number.NEGATIVE_INFINITY;
  /** Also where it was stopped, or its end could not be kept. */
  #retriedAt = Number.NEGATIVE_INFINITY;
  readonly #awake: () => number;
  readonly #now: () => number;
  #needsSignIn = false;

  constructor(engine: Engine, { now, awake, random = Math.random }: Clocks) {
    this.#engine = engine;
    // The demo's tenant has a time of its own.
    this.#now = () => this.#session?.clock.now() ?? now();
    this.#awake = awake;
    const { emit } = engine.options;
    this.#scheduler = new Scheduler({
      open: () => {
        const session = this.#session;
        return session === undefined ? undefined : scheduleStore(session.vault, random);
      },
      isBusy: () => engine.isWorking,
      capture: () => this.#capture(),
      sentenceOf,
      now: this.#now,
      awake,
      random,
      onAttempt: (attempt, { failures, nextAt }) => {
        const { outcome } = attempt;
        engine.options.log?.write("schedule.attempted", { outcome, failures, isNextPlanned: nextAt !== null });
        emit("schedule.didAttempt", attempt);
      },
    });
  }

  /** Once in a while. What goes wrong with the vault itself is told once, not every few seconds. */
  look(): Promise<void> {
    return this.#guard(async () => {
      await this.#lookAtOpen();
      await this.#retryCopies();
      await this.#notice();
    });
  }

  /** Only what there is to tell, as after somebody changed something. */
  notice(): Promise<void> {
    return this.#guard(() => this.#notice());
  }

  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#told = undefined;
    } catch (error) {
      const sentence = sentenceOf(error);
      if (sentence === undefined) throw error;
      if (sentence !== this.#told) this.#engine.options.emit("work.didNote", { notes: [sentence] });
      this.#told = sentence;
    }
  }

  get #session(): TenantSession | undefined {
    const { door } = this.#engine.options;
    // What is only looked at has no schedule; the vault that was closed for it keeps its own.
    return (door.isReview?.() === true ? undefined : door.current()) ?? this.#alone;
  }

  /** A locked vault is opened for it by this computer's keystore, where that is a way in; not every few seconds. */
  async #lookAtOpen(): Promise<void> {
    await this.#scheduler.look();
    const { door } = this.#engine.options;
    const isWorth = this.#session === undefined && !this.#engine.isWorking && this.#scheduler.mayBeDue();
    if (!isWorth || this.#awake() - this.#aloneAt < leastPauseMs) return;
    this.#aloneAt = this.#awake();
    await door.alone?.(async (session) => {
      this.#alone = session;
      try {
        await this.#scheduler.look();
        await this.#notice();
      } finally {
        this.#alone = undefined;
      }
    });
  }

  /** A share that was away is back at some time; until the next snapshot the copy would lack the last one. */
  async #retryCopies(): Promise<void> {
    const session = this.#session;
    if (session === undefined || this.#engine.isWorking || this.#awake() - this.#retriedAt < retryAfterMs) return;
    const failed = copiesToRetry(session);
    if (failed.length === 0) return;
    this.#retriedAt = this.#awake();
    await this.#engine
      .work(async (control) => {
        for (const { id } of failed) await copyVault(session, control, { only: id });
      })
      .catch((error: unknown) => {
        // The vault is being locked, or somebody stopped it: it is tried again another time.
        if (!(error instanceof ReinstateError) || error.code !== "CANCELLED") throw error;
      });
  }

  /** Also of a locked vault, out of what was known. */
  #notice(): Promise<void> {
    const session = this.#session;
    const isOpen = () => this.#session === session;
    return this.#engine.notices.look(session, { isOpen, now: this.#now(), needsSignIn: this.#needsSignIn });
  }

  async #capture(): Promise<Taken> {
    const session = this.#alone ?? this.#engine.session();
    try {
      const { record, said, ...taken } = await this.#engine.work((control) => captureUnattended(session, control));
      this.#needsSignIn = false;
      this.#tell(record, said, taken.notes);
      return taken;
    } catch (error) {
      await writeDownFailure(session, error);
      this.#needsSignIn = error instanceof ReinstateError && signInCodes.has(error.code);
      throw error;
    }
  }

  #tell({ number }: SnapshotRecord, said: readonly string[], lasting: readonly string[] = []): void {
    this.#engine.tellNotes(said, lasting);
    this.#engine.options.emit("timeline.didChange", { snapshotNumber: number });
  }
}

function sentenceOf(error: unknown): string | undefined {
  return error instanceof ReinstateError ? error.message : undefined;
}
