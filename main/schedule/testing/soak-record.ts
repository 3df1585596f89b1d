import type { Absence } from "../../../preload/contract/schedule.ts";
import type { DailyTimes } from "../daily-times.ts";
import type { ScheduleMemory } from "../schedule-memory.ts";

const minute = 60_000;
const hour = 60 * minute;

/** What happened while the schedule ran, by which it is judged. All but `attempts` is by the clock on the wall. */
export class SoakRecord {
  readonly #times: DailyTimes;
  readonly captures: number[] = [];
  /** By a clock that never jumps. */
  readonly attempts: number[] = [];
  readonly problems: string[] = [];
  absent = 0;
  #list = "[]";
  /** Times that came and that the schedule is not done with; each with the one that answers for it. */
  readonly #due = new Map<number, number>();
  /** What the schedule waits for, and when that was chosen. */
  #chosen: { readonly next: number; readonly at: number };
  /** The first one after `from`: finding it costs more than all the rest. */
  #next = { from: 0, slot: 0 };

  constructor(times: DailyTimes, wall: number) {
    this.#times = times;
    this.#chosen = { next: times.after(wall), at: wall };
  }

  /** The last `span` milliseconds have passed, awake or asleep: no change of the clock leapt over them. */
  pass(span: number, wall: number): void {
    const since = wall - span;
    const { from, slot } = this.#next;
    if (since < from || since >= slot) this.#next = { from: since, slot: this.#times.after(since) };
    for (let due = this.#next.slot; due <= wall; due = this.#times.after(due)) {
      // One that had passed when the next one was chosen comes again, because the clock was set back: the next one counts.
      this.#due.set(due, due <= this.#chosen.at ? this.#chosen.next : due);
    }
  }

  /** A time of a clock that ran ahead was none: what the schedule waits for, or makes up for, is what counts. */
  setBack(wall: number): void {
    for (const slot of this.#due.keys()) if (slot > wall) this.#due.set(slot, this.#chosen.next);
  }

  /** What the vault keeps from now on. When another one is waited for, all before it is done with, and this is the last word on that. */
  write({ absences, nextAt }: ScheduleMemory, wall: number): void {
    const list = JSON.stringify(absences);
    const absence = list === this.#list ? undefined : absences[0];
    this.#list = list;
    this.absent += absence?.count ?? 0;
    const next = Date.parse(nextAt ?? "");
    if (next === this.#chosen.next) return;
    this.#endDue((slot) => slot < next || slot > wall, absence);
    this.#chosen = { next, at: wall };
  }

  /** Every time that came has its snapshot, or its absence was told; attempts are apart; and after two quiet days all is well. */
  judge(wall: number): readonly string[] {
    this.#endDue(() => true);
    for (const [index, at] of this.attempts.entries()) {
      const next = this.attempts[index + 1] ?? Number.POSITIVE_INFINITY;
      if (next - at < 5 * minute) this.problems.push(`two attempts within ${(next - at) / minute} minutes`);
    }
    const latest = Math.max(...this.captures.filter((at) => at <= wall));
    if (wall - latest > 25 * hour) this.problems.push("stopped: none in the last of two quiet days");
    if (!(this.#chosen.next - wall <= 25 * hour)) this.problems.push(`the next one is at ${this.#chosen.next}`);
    return this.problems;
  }

  #endDue(isOver: (slot: number) => boolean, absence?: Absence): void {
    for (const [slot, instead] of this.#due) {
      if (!isOver(slot)) continue;
      this.#due.delete(slot);
      if (!this.#isAnswered(slot, absence) && !this.#isAnswered(instead, absence))
        this.problems.push(`nothing says why none was taken at ${new Date(slot).toISOString()}`);
    }
  }

  #isAnswered(slot: number, absence?: Absence): boolean {
    const after = this.#times.after(slot);
    if (this.captures.some((at) => at >= slot && at < after)) return true;
    if (absence === undefined || absence.reason === "") return false;
    return Date.parse(absence.from) <= slot && slot <= Date.parse(absence.to);
  }
}
