/** "2026-11-25T02:10", as a field for date and time holds it, in this computer's time → ISO 8601 UTC. */
export function isoOfLocal(text: string): string | undefined {
  const time = new Date(text);
  return text === "" || Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** The other way round; nothing for no time. */
export function localOfIso(iso: string | undefined): string {
  if (iso === undefined) return "";
  const time = new Date(iso);
  const two = (part: number) => String(part).padStart(2, "0");
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-");
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`;
}
