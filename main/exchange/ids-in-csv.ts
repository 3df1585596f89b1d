import { parse } from "csv-parse/sync";

/** Excel writes semicolons where the comma is the decimal sign. */
const delimiters = [",", ";", "\t"];
const headerOfIds = /^(object[ _-]?)?id$/iu;

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** What to tell whoever brings another file. */
export const idsExpected =
  'It needs a column "id" or "object id", or object ids in the first one; names and addresses of people are none.';

/**
 * The ids in the text of a CSV file: its column id (or object id), else the first one if there are object ids in it at all.
 * Undefined: it is none.
 */
export function idsInCsv(text: string): readonly string[] | undefined {
  const rows = rowsOf(text, delimiterIn(text));
  return rows === undefined ? undefined : idsIn(rows);
}

/** Rows that show how a file is written. */
const sample = 200;

/** The sign by which most ids come to light: a file has one, and the others stand in names. */
function delimiterIn(text: string): string | undefined {
  const readings = delimiters.map((delimiter) => ({ delimiter, ids: idsIn(rowsOf(text, delimiter, sample) ?? []) }));
  const most = readings.toSorted(
    ({ ids: one }, { ids: other }) => guidsIn(other) - guidsIn(one) || other.length - one.length,
  );
  return most[0]?.delimiter;
}

function idsIn(rows: readonly string[][]): readonly string[] {
  const header = rows[0]?.findIndex((cell) => headerOfIds.test(cell)) ?? -1;
  if (header >= 0) return rows.slice(1).flatMap((row) => row[header] || []);
  const first = rows.flatMap((row) => row[0] || []);
  return first.some(isGuid) ? first : [];
}

function isGuid(cell: string): boolean {
  return guid.test(cell);
}

function guidsIn(ids: readonly string[]): number {
  return ids.filter(isGuid).length;
}

function rowsOf(text: string, delimiter = ",", to = -1): readonly string[][] | undefined {
  try {
    return parse(text, { bom: true, delimiter, relaxColumnCount: true, skipEmptyLines: true, trim: true, to });
  } catch {
    return undefined;
  }
}
