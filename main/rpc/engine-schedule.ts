import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { captureUnattended, scheduleStore } from "../flows/schedule.ts";
import type { TenantSession } from "../flows/tenant-session.ts";
import { Scheduler, type Taken } from "../schedule/scheduler.ts";
import type { Engine } from "./engine.ts";

interface Clocks {
  /** Of the wall, in milliseconds. */
  readonly now: () => number;
  /** Of this process, which never jumps. */
  readonly awake: () => number;
  readonly random?: () => number;
}

/** Between two openings of a locked vault. */
const leastPauseMs = 5 * 60_000;

/** The daily snapshot of whatever vault is open in this engine. */
export class EngineSchedule {
  readonly #engine: Engine;
  readonly #scheduler: Scheduler;
  #told: string | undefined;
  #alone: TenantSession | undefined;
  #aloneAt = Number.NEGATIVE_INFINITY;
  readonly #awake: () => number;

  constructor(engine: Engine, { now, awake, random = Math.random }: Clocks) {
    this.#engine = engine;
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
      // The demo's tenant has a time of its own.
      now: () => this.#session?.clock.now() ?? now(),
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
  async look(): Promise<void> {
    try {
      await this.#lookAtOpen();
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
      } finally {
        this.#alone = undefined;
      }
    });
  }

  async #capture(): Promise<Taken> {
    const { record, notes, ...taken } = await this.#engine.work((control) =>
      captureUnattended(this.#alone ?? this.#engine.session(), control),
    );
    this.#tell(record, notes);
    return taken;
  }

  #tell({ number }: SnapshotRecord, notes: readonly string[]): void {
    const { emit } = this.#engine.options;
    if (notes.length > 0) emit("work.didNote", { notes });
    emit("timeline.didChange", { snapshotNumber: number });
  }
}

function sentenceOf(error: unknown): string | undefined {
  return error instanceof ReinstateError ? error.message : undefined;
}
