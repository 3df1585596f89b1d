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
  const rows = rowsOf(text);
  if (rows === undefined) return undefined;
  const header = rows[0]?.findIndex((cell) => headerOfIds.test(cell)) ?? -1;
  if (header >= 0) return rows.slice(1).flatMap((row) => row[header] || []);
  const first = rows.flatMap((row) => row[0] || []);
  return first.some((cell) => guid.test(cell)) ? first : [];
}

function rowsOf(text: string): readonly string[][] | undefined {
  try {
    return parse(text, { bom: true, delimiter: delimiters, relaxColumnCount: true, skipEmptyLines: true, trim: true });
  } catch {
    return undefined;
  }
}
