import type { WorkProgress } from "../../preload/contract/events.ts";
import { formatDuration } from "./time.ts";
import { count } from "./words.ts";

/** "1,204 of 20,000 · 340 a second · 2 min left". */
export function figuresOf({ done, total, perSecond, secondsLeft }: WorkProgress): string {
  const parts = [total === null ? count(done) : `${count(done)} of ${count(total)}`];
  if (perSecond !== null) parts.push(`${rateWords(perSecond)} a second`);
  if (secondsLeft !== null) parts.push(`${formatDuration(secondsLeft)} left`);
  return parts.join(" · ");
}

/** A tenth counts only where a second has few. */
function rateWords(perSecond: number): string {
  return count(perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond));
}
