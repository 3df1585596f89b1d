import { stringify } from "csv-stringify/sync";
import type { AttributeChange, Change, LinkChange } from "../../preload/contract/change.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import type { ReportContent } from "./report-as.ts";

const columns = [
  "type",
  "id",
  "name",
  "kind",
  "what",
  "before",
  "after",
  "actor",
  "at",
  "address",
  "activity",
  "reason",
];

/**
 * One row an attribute or link difference, one for an object that came or went, RFC 4180 with a byte order mark (Excel
 * reads UTF-8 only with it). Values that a spreadsheet would run as a formula begin with an apostrophe.
 */
export function* reportCsv({ changes }: ReportContent): Generator<string> {
  yield `\uFEFF${csv([columns])}`;
  for (const change of changes) yield csv(rowsOf(change));
}

function csv(rows: readonly (readonly string[])[]): string {
  const records = rows.map((row) => row.map(defused));
  return stringify(records, { escape_formulas: true, record_delimiter: "windows" });
}

/** The library looks at the first character; blanks before a formula would hide it. */
function defused(text: string): string {
  return /^\s+[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}

function rowsOf(change: Change): readonly (readonly string[])[] {
  const details = [...change.attributes.map(attributeCells), ...change.links.map(linkCells)];
  const whole = change.kind === "modified" ? [] : [["", "", ""]];
  return [...whole, ...details].map((cells) => [
    change.type,
    change.id,
    change.name,
    change.kind,
    ...cells,
    ...attributionCells(change, cells[0] ?? ""),
  ]);
}

function attributeCells({ path, before, after }: AttributeChange): readonly string[] {
  return [path, cell(before), cell(after)];
}

/** What was taken away stands before, what was added stands after. */
function linkCells({ link, added, removed }: LinkChange): readonly string[] {
  return [link, cell(removed), cell(added)];
}

function cell(value: JsonValue | undefined): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The latest event that explains this row, else the latest one of the object as a whole. */
function attributionCells({ attribution }: Change, path: string): readonly string[] {
  const { events, reason = "" } = attribution;
  const event = events.find(({ paths }) => (path === "" ? paths.length === 0 : paths.includes(path)));
  if (event === undefined) return ["", "", "", "", reason];
  return [event.actor, event.at, event.address ?? "", event.activity, ""];
}
