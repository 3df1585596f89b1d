import type { BackgroundState } from "../../preload/contract/notices.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How the daily snapshot stands, in one line without a name: "Last snapshot 6 h ago, complete; next 22:00" (pure). */
export function stateLine(state: BackgroundState, now: number, timeZone?: string): string {
  return [lastPart(state, now), nextPart(state, now, timeZone)].filter((part) => part !== "").join("; ");
}

function lastPart({ last, session }: BackgroundState, now: number): string {
  if (last === null) return session === "locked" ? "The vault is locked" : "No snapshot yet";
  return `Last snapshot ${agoOf(now - Date.parse(last.endedAt))}, ${last.complete ? "complete" : "not complete"}`;
}

function nextPart({ daily, nextAt }: BackgroundState, now: number, timeZone: string | undefined): string {
  if (daily === null) return "";
  if (!daily || nextAt === null) return "none planned";
  const next = Date.parse(nextAt);
  if (next <= now) return "the next one is overdue";
  const zone = timeZone === undefined ? {} : { timeZone };
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", ...zone }).format(next);
  return next - now < dayMs ? `next ${time}` : `next in ${Math.round((next - now) / dayMs)} d, ${time}`;
}

function agoOf(passed: number): string {
  if (passed < minuteMs) return "just now";
  if (passed < hourMs) return `${Math.floor(passed / minuteMs)} min ago`;
  if (passed < 2 * dayMs) return `${Math.floor(passed / hourMs)} h ago`;
  return `${Math.floor(passed / dayMs)} d ago`;
}
