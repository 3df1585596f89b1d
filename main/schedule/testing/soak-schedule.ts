import { setImmediate } from "node:timers/promises";
import { createRandom, type Random } from "../../../bench/random.ts";
import { dailyTimes } from "../daily-times.ts";
import { newMemory, parseMemory, type ScheduleMemory } from "../schedule-memory.ts";
import { Scheduler, type Taken } from "../scheduler.ts";
import { SoakRecord } from "./soak-record.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const timezone = "Europe/Berlin";

export interface SoakOutcome {
  /** What went wrong, in sentences; empty: every due snapshot was taken or its absence is explained. */
  readonly problems: readonly string[];
  readonly taken: number;
  readonly failed: number;
  readonly absent: number;
  /** Characters that the schedule's memory takes in the vault at the end. */
  readonly memorySize: number;
}

class Failure extends Error {}

interface SoakOptions {
  readonly days: number;
  readonly seed: number;
  /** At the end of each, counted from 1. */
  readonly onDay?: (count: number) => void;
}

/**
 * A computer on which Reinstate runs for so many days: in virtual time it sleeps, restarts, is locked, is busy, loses its network and
 * its disk's room, is killed in the middle of captures, and its clock is changed by minutes, hours and years. Then two quiet days.
 */
export async function soakSchedule({ days, seed, onDay }: SoakOptions): Promise<SoakOutcome> {
  const computer = new Computer(createRandom(seed));
  const start = computer.time;
  for (let count = 1; count <= days; count += 1) {
    while (computer.time < start + count * day) await computer.live();
    onDay?.(count);
  }
  await computer.rest(2 * day);
  return computer.judge();
}

class Computer {
  readonly #random: Random;
  /** As it really passes, asleep or not. */
  time = Date.UTC(2026, 0, 5, 8);
  #awake = 0;
  #skew = 0;
  /** What lies in the vault. */
  #text = JSON.stringify({ ...newMemory(0.4), settings: { daily: true, hour: 12 } });
  #locked = false;
  #busy = false;
  #diskFull = false;
  #offline = false;
  #scheduler = this.#start();
  #capture: { endsAt: number; end: (failure?: Failure) => void } | undefined;
  readonly #record = new SoakRecord(dailyTimes(this.#memory, timezone), this.#wall);
  #failed = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  get #wall(): number {
    return this.time + this.#skew;
  }

  get #memory(): ScheduleMemory {
    return parseMemory(this.#text) ?? newMemory(0);
  }

  /** Some minutes, or something that happens. */
  async live(): Promise<void> {
    const fate = this.#random.below(4000);
    if (fate < 8) this.#sleep(this.#random.below(14 * hour));
    else if (fate < 9) this.#sleep(this.#random.below(6 * day));
    else if (fate < 12) this.#restart();
    else if (fate < 16) this.#locked = true;
    else if (fate < 20) this.#busy = true;
    else if (fate < 23) this.#offline = true;
    else if (fate < 25) this.#diskFull = true;
    else if (fate < 27) this.#setClock(this.#skew + (this.#random.below(120) - 60) * minute);
    else if (fate < 29) this.#setClock(this.#skew + (this.#random.below(96) - 48) * hour);
    else if (fate < 30) this.#setClock((this.#random.below(21) - 10) * 365 * day);
    else if (fate < 33) this.#setClock(0);
    else if (fate < 50) this.#mend();
    if (this.#locked) this.#capture?.end(new Failure("Stopped, because the vault was locked."));
    await this.#pass(minute * (1 + this.#random.below(4)));
  }

  /** Nothing is wrong any more, and nothing happens. */
  async rest(span: number): Promise<void> {
    this.#mend();
    for (const end = this.time + span; this.time < end; ) await this.#pass(minute);
  }

  async #pass(span: number): Promise<void> {
    this.#sleep(span);
    this.#awake += span;
    if (this.#capture !== undefined && this.#awake >= this.#capture.endsAt) {
      this.#capture.end(this.#offline ? new Failure("The network is not there.") : undefined);
    }
    // A disk without room: the vault cannot be written, and that is told where the engine's errors are told.
    const looking = this.#scheduler.look().catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
    });
    if (this.#capture === undefined) await looking;
    await setImmediate();
  }

  #mend(): void {
    [this.#locked, this.#busy, this.#offline, this.#diskFull] = [false, false, false, false];
  }

  #sleep(span: number): void {
    this.time += span;
    this.#record.pass(span, this.#wall);
  }

  #setClock(skew: number): void {
    this.#skew = skew;
    this.#record.setBack(this.#wall);
  }

  #restart(): void {
    this.#capture = undefined;
    this.#scheduler = this.#start();
  }

  #start(): Scheduler {
    // What a process that was killed still held is heard of no more.
    let scheduler: Scheduler | undefined;
    const isAlive = () => scheduler === undefined || scheduler === this.#scheduler;
    scheduler = new Scheduler({
      open: () => (this.#locked || !isAlive() ? undefined : this.#store()),
      isBusy: () => this.#busy,
      capture: () => this.#take(),
      sentenceOf: (error) => (error instanceof Failure ? error.message : undefined),
      now: () => this.#wall,
      awake: () => this.#awake,
      random: () => this.#random.below(1000) / 1000,
      onAttempt: ({ outcome }) => {
        if (outcome === "failed") this.#failed += 1;
      },
      timezone,
    });
    return scheduler;
  }

  #store() {
    return {
      read: () => parseMemory(this.#text) ?? newMemory(0),
      write: (memory: ScheduleMemory) => {
        if (this.#diskFull) throw new Failure("The disk is full.");
        this.#text = JSON.stringify(memory);
        this.#record.write(memory, this.#wall);
      },
      lastCaptureAt: () => this.#record.captures.at(-1),
    };
  }

  #take(): Promise<Taken> {
    if (this.#capture !== undefined) this.#record.problems.push("two captures at once");
    this.#record.attempts.push(this.#awake);
    const startedAt = this.#wall;
    return new Promise((resolve, reject) => {
      const end = (failure?: Failure) => {
        this.#capture = undefined;
        if (failure !== undefined) return reject(failure);
        this.#record.captures.push(startedAt);
        resolve({ startedAt, problem: null });
      };
      this.#capture = { endsAt: this.#awake + minute * this.#random.below(40), end };
    });
  }

  judge(): SoakOutcome {
    return {
      problems: this.#record.judge(this.#wall),
      taken: this.#record.captures.length,
      failed: this.#failed,
      absent: this.#record.absent,
      memorySize: this.#text.length,
    };
  }
}
