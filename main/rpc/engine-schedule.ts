import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { captureUnattended, scheduleStore } from "../flows/schedule.ts";
import { Scheduler, type Taken } from "../schedule/scheduler.ts";
import type { Engine } from "./engine.ts";

interface Clocks {
  /** Of the wall, in milliseconds. */
  readonly now: () => number;
  /** Of this process, which never jumps. */
  readonly awake: () => number;
  readonly random?: () => number;
}

/** The daily snapshot of whatever vault is open in this engine. */
export class EngineSchedule {
  readonly #engine: Engine;
  readonly #scheduler: Scheduler;
  #told: string | undefined;

  constructor(engine: Engine, { now, awake, random = Math.random }: Clocks) {
    this.#engine = engine;
    const { door, emit } = engine.options;
    this.#scheduler = new Scheduler({
      open: () => {
        const session = door.current();
        return session === undefined ? undefined : scheduleStore(session.vault, random);
      },
      isBusy: () => engine.isWorking,
      capture: () => this.#capture(),
      sentenceOf,
      // The demo's tenant has a time of its own.
      now: () => door.current()?.clock.now() ?? now(),
      awake,
      random,
      onAttempt: (attempt) => emit("schedule.didAttempt", attempt),
    });
  }

  /** Once in a while. What goes wrong with the vault itself is told once, not every few seconds. */
  async look(): Promise<void> {
    try {
      await this.#scheduler.look();
      this.#told = undefined;
    } catch (error) {
      const sentence = sentenceOf(error);
      if (sentence === undefined) throw error;
      if (sentence !== this.#told) this.#engine.options.emit("work.didNote", { notes: [sentence] });
      this.#told = sentence;
    }
  }

  async #capture(): Promise<Taken> {
    const { record, notes, ...taken } = await this.#engine.work((control) =>
      captureUnattended(this.#engine.session(), control),
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
