import { parse } from "csv-parse/sync";

/** Excel writes semicolons where the comma is the decimal sign. */
const delimiters = [",", ";", "\t"];
const headerOfIds = /^(object[ _-]?)?id$/iu;

/** The ids in the text of a CSV file: its column id (or object id), else the first one. Undefined: it is none. */
export function idsInCsv(text: string): readonly string[] | undefined {
  const rows = rowsOf(text);
  if (rows === undefined) return undefined;
  const header = rows[0]?.findIndex((cell) => headerOfIds.test(cell)) ?? -1;
  const column = Math.max(header, 0);
  return rows.slice(header >= 0 ? 1 : 0).flatMap((row) => row[column] || []);
}

function rowsOf(text: string): readonly string[][] | undefined {
  try {
    return parse(text, { bom: true, delimiter: delimiters, relaxColumnCount: true, skipEmptyLines: true, trim: true });
  } catch {
    return undefined;
  }
}
