const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "3 days 4 h", "4 h 12 min", "12 min"; "expired" when it is over. */
export function timeLeft(until: string, now: number): string {
  const left = Date.parse(until) - now;
  if (left <= 0) return "expired";
  const [days, hours, minutes] = [left / dayMs, (left % dayMs) / hourMs, (left % hourMs) / minuteMs].map(Math.floor);
  if (days !== undefined && days > 0) return `${days} ${days === 1 ? "day" : "days"} ${hours} h`;
  return hours !== undefined && hours > 0 ? `${hours} h ${minutes} min` : `${Math.max(1, minutes ?? 0)} min`;
}
