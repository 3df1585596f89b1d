import type { WorkProgress } from "../../preload/contract/events.ts";

/** "Reading groups  12,000 of 20,000  3,100/s  3 s left". */
export function formatProgress({ message, done, total, perSecond, secondsLeft }: WorkProgress): string {
  const parts = [message, total === null ? count(done) : `${count(done)} of ${count(total)}`];
  if (perSecond !== null) parts.push(`${count(Math.round(perSecond))}/s`);
  if (secondsLeft !== null) parts.push(`${formatDuration(secondsLeft * 1000)} left`);
  return parts.join("  ");
}

/** 950 ms, 2.4 s, 3 min 20 s, 2 h 5 min. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** 12345 → "12,345". */
export function count(value: number): string {
  return value.toLocaleString("en-GB");
}
