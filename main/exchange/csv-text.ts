import { stringify } from "csv-stringify/sync";
import type { JsonValue } from "../../preload/contract/json-value.ts";

/** Excel reads UTF-8 only with it. */
export const byteOrderMark = "\uFEFF";

/** Rows by RFC 4180. Values that a spreadsheet would run as a formula begin with an apostrophe. */
export function csvText(rows: readonly (readonly string[])[]): string {
  const records = rows.map((row) => row.map(defused));
  return stringify(records, { escape_formulas: true, record_delimiter: "windows" });
}

/** The library looks at the first character; blanks before a formula would hide it. */
function defused(text: string): string {
  return /^\s+[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}

/** Texts as they are, anything else as JSON, nothing as nothing. */
export function csvCell(value: JsonValue | undefined): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
