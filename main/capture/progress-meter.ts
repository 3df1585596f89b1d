import type { WorkProgress } from "../../preload/contract/events.ts";
import type { Clock } from "../graph/clock.ts";

/** Counts what has been read and says so, with the rate so far and the time that is left at that rate. */
export function createProgressMeter(about: {
  readonly message: string;
  readonly total: number | null;
  readonly clock: Clock;
  readonly onProgress: ((progress: WorkProgress) => void) | undefined;
}): { add(count: number): void } {
  const { message, total, clock, onProgress } = about;
  const started = clock.now();
  let done = 0;

  function tell(): void {
    const seconds = (clock.now() - started) / 1000;
    const perSecond = seconds > 0 && done > 0 ? done / seconds : null;
    const left = total === null || perSecond === null ? null : Math.max(0, Math.ceil((total - done) / perSecond));
    onProgress?.({ work: "capture", message, done, total, perSecond, secondsLeft: left });
  }

  tell();
  return {
    add(count) {
      done += count;
      tell();
    },
  };
}
