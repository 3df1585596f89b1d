import type { ScheduledAttempt, ScheduleSettings, ScheduleState } from "../../preload/contract/schedule.ts";
import { type DailyTimes, dailyTimes, longestDayMs } from "./daily-times.ts";
import { beginAttempt, decide, failAttempt, textOf } from "./decide.ts";
import { passDue } from "./pass-due.ts";
import type { ScheduleMemory } from "./schedule-memory.ts";

/** Where the schedule's memory is kept while the vault is open. */
export interface ScheduleStore {
  read(): ScheduleMemory;
  write(memory: ScheduleMemory): void;
  /** When the last capture of all types began, in milliseconds. */
  lastCaptureAt(): number | undefined;
}

/** How a capture ended that was taken. Whatever is thrown is a failure. */
export interface Taken {
  /** When it began, in milliseconds. */
  readonly startedAt: number;
  /** What is not complete, as a sentence. */
  readonly problem: string | null;
  /** What else is worth knowing, in sentences. */
  readonly notes?: readonly string[];
}

export interface SchedulerPorts {
  /** Undefined: the vault is locked. */
  open(): ScheduleStore | undefined;
  /** Other long work is under way: the snapshot waits for its end. */
  isBusy(): boolean;
  capture(): Promise<Taken>;
  /** A sentence about an expected error; undefined: it is a bug, and is thrown on. */
  sentenceOf(error: unknown): string | undefined;
  /** Of the clock on the wall, in milliseconds. */
  now(): number;
  /** Of a clock that never jumps. */
  awake(): number;
  /** In [0, 1). */
  random(): number;
  onAttempt?(attempt: ScheduledAttempt, memory: ScheduleMemory): void;
  readonly timezone?: string;
}

/** Why a due snapshot is not taken now, as it is told once the day has passed without one. */
const hindrances = {
  locked: "The vault was locked. Unlock it before the hour, or choose an hour at which somebody works.",
  busy: "Other work was under way.",
} as const;

/**
 * Takes the daily snapshot. Whoever owns it calls `look` every few seconds: no timer spans a sleep or a change of the clock. What
 * is due is decided by `decide`; never two attempts at once.
 */
export class Scheduler {
  readonly #ports: SchedulerPorts;
  #attempting = false;
  #attemptedAt = Number.NEGATIVE_INFINITY;
  #hindrance: string | undefined;
  /** As last seen, for while the vault is locked. */
  #nextAt = Number.POSITIVE_INFINITY;
  #notBefore = 0;
  #seenUntil = 0;

  #kept: { readonly key: string; readonly times: DailyTimes } | undefined;

  constructor(ports: SchedulerPorts) {
    this.#ports = ports;
  }

  /** As far as is known without the vault: whether it is worth opening. Unknown at the start, and after the clock was set back. */
  mayBeDue(): boolean {
    const now = this.#ports.now();
    return this.#notBefore <= now || (Number.isFinite(this.#notBefore) && this.#notBefore > now + longestDayMs);
  }

  async look(): Promise<void> {
    const { now, isBusy } = this.#ports;
    if (this.#nextAt <= now()) this.#seenUntil = Math.max(this.#seenUntil, now());
    if (this.#attempting) return;
    const store = this.#ports.open();
    if (store === undefined) {
      if (this.#nextAt <= now()) this.#hindrance = hindrances.locked;
      return;
    }
    if (!this.#isTime(store)) return;
    if (isBusy()) {
      this.#hindrance ??= hindrances.busy;
      return;
    }
    this.#attempting = true;
    try {
      await this.#attempt(store);
    } finally {
      this.#attempting = false;
    }
  }

  #isTime(store: ScheduleStore): boolean {
    const { now, awake } = this.#ports;
    const before = store.read();
    const restedMs = awake() - this.#attemptedAt;
    const { memory, isDue } = decide(before, this.#times(before), {
      now: now(),
      restedMs,
      lastCaptureAt: store.lastCaptureAt(),
      seenUntil: this.#seenUntil,
    });
    this.#keep(store, before, memory);
    return isDue;
  }

  async #attempt(store: ScheduleStore): Promise<void> {
    const { now, random, awake } = this.#ports;
    this.#keep(store, undefined, beginAttempt(store.read(), now(), random()));
    try {
      this.#end(await this.#ports.capture());
    } catch (error) {
      const problem = this.#ports.sentenceOf(error);
      if (problem === undefined) throw error;
      this.#fail(problem);
    } finally {
      this.#attemptedAt = awake();
    }
  }

  #end({ startedAt, problem, notes = [] }: Taken): void {
    const last = {
      at: textOf(this.#ports.now()),
      outcome: problem === null ? "taken" : "incomplete",
      problem,
      ...(notes.length === 0 ? {} : { notes }),
    } as const;
    this.#change((memory) => {
      if (memory.nextAt === null) return { ...memory, last };
      // One that goes on from where an interrupted capture was began before it was due.
      const takenAt = Math.max(startedAt, Date.parse(memory.nextAt));
      return { ...passDue(memory, this.#times(memory), { now: takenAt, takenAt, hindrance: this.#hindrance }), last };
    }, last);
    this.#hindrance = undefined;
  }

  #fail(problem: string): void {
    const { now, random } = this.#ports;
    const at = now();
    this.#change((memory) => failAttempt(memory, at, problem, random()), {
      at: textOf(at),
      outcome: "failed",
      problem,
    });
  }

  /** The vault may have been locked meanwhile: then what is remembered is that the attempt began. */
  #change(change: (memory: ScheduleMemory) => ScheduleMemory, attempt: ScheduledAttempt): void {
    const store = this.#ports.open();
    const before = store?.read();
    if (store === undefined || before === undefined) return;
    const memory = change(before);
    this.#keep(store, before, memory);
    this.#ports.onAttempt?.(attempt, memory);
  }

  #keep(store: ScheduleStore, before: ScheduleMemory | undefined, memory: ScheduleMemory): void {
    if (memory !== before) store.write(memory);
    const nextAt = memory.nextAt === null ? Number.POSITIVE_INFINITY : Date.parse(memory.nextAt);
    if (nextAt !== this.#nextAt) this.#seenUntil = 0;
    this.#nextAt = nextAt;
    this.#notBefore = Math.max(nextAt, memory.retryAt === null ? 0 : Date.parse(memory.retryAt));
  }

  /** Made anew only when another hour was chosen: it is asked for every few seconds. */
  #times(memory: ScheduleMemory): DailyTimes {
    const key = `${memory.settings.hour} ${memory.offset}`;
    if (this.#kept?.key !== key) this.#kept = { key, times: dailyTimes(memory, this.#ports.timezone) };
    return this.#kept.times;
  }
}

/** What a person chose. What is overdue stays so; otherwise the next one is at the new hour. */
export function withSettings(memory: ScheduleMemory, settings: ScheduleSettings, now: number): ScheduleMemory {
  const chosen = { ...memory, settings };
  if (!settings.daily) return { ...chosen, nextAt: null, retryAt: null, failures: 0 };
  if (memory.nextAt !== null && Date.parse(memory.nextAt) <= now) return chosen;
  return { ...chosen, nextAt: textOf(dailyTimes(chosen).after(now)) };
}

export function stateOf({ offset: _offset, ...state }: ScheduleMemory): ScheduleState {
  return state;
}
