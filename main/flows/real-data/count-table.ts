/** Rows of text as a table with aligned columns, for the log of a test. */
export function textTable(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? "").length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}

function padded(cell: string | number, width: number): string {
  return typeof cell === "number" ? String(cell).padStart(width) : cell.padEnd(width);
}

/** How often each reason was given, without the names and ids in it; most frequent first. */
export function countReasons(reasons: readonly string[]): readonly (readonly [number, string])[] {
  const general = (reason: string) =>
    reason.replaceAll(/"[^"]*"/g, '"…"').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, "…");
  const counted = Object.entries(Object.groupBy(reasons.map(general), (reason) => reason));
  return counted.map(([reason, all]) => [all?.length ?? 0, reason] as const).sort(([one], [other]) => other - one);
}
