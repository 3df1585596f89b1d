const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
const step = 1000;

/** "64 kB", "17 MB". */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(step)));
  const unit = units[power] ?? "byte";
  const shown = bytes / step ** power;
  return new Intl.NumberFormat(undefined, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: shown < 10 && power > 0 ? 1 : 0,
  }).format(shown);
}
