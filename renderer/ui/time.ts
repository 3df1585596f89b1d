const momentWithZone = new Intl.DateTimeFormat(undefined, {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
});
const clockTime = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", year: "numeric", month: "long", day: "numeric" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** With the zone it is in: "12 Sept 2026, 14:03 CEST". */
export function formatMomentWithZone(iso: string): string {
  return momentWithZone.format(new Date(iso));
}

/** "14:03 CEST". */
export function formatClockTime(iso: string): string {
  return clockTime.format(new Date(iso));
}

/** "Europe/Berlin", whatever the season. */
export function zoneName(): string {
  return day.resolvedOptions().timeZone;
}

/** "2026-09-12 12:03:44 UTC". */
export function formatUtc(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** "3 hours ago". */
export function formatAgo(iso: string, now: number): string {
  const difference = Date.parse(iso) - now;
  for (const [unit, size] of units) {
    if (Math.abs(difference) >= size) return relative.format(Math.trunc(difference / size), unit);
  }
  // A tenant's clock may be ahead of this computer's by seconds.
  return "just now";
}

/** The local day, "Today" and "Yesterday" included. */
export function formatDay(iso: string, now: number): string {
  const text = day.format(new Date(iso));
  if (text === day.format(now)) return `Today, ${text}`;
  return text === day.format(now - 86_400_000) ? `Yesterday, ${text}` : text;
}

/** "about 2 minutes". */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}
