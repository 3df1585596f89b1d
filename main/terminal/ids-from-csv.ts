import { parse } from "csv-parse/sync";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { readTextFile } from "./read-text-file.ts";

/** Excel writes semicolons where the comma is the decimal sign. */
const delimiters = [",", ";", "\t"];
const headerOfIds = /^(object[ _-]?)?id$/iu;

/** The ids in a CSV file: its column id (or object id), else the first one. USAGE_NOT_FOUND, USAGE_INVALID. */
export async function idsFromCsv(file: string): Promise<readonly string[]> {
  const rows = rowsOf(await readTextFile(file, "The file"), file);
  const header = rows[0]?.findIndex((cell) => headerOfIds.test(cell)) ?? -1;
  const column = Math.max(header, 0);
  const cells = rows.slice(header >= 0 ? 1 : 0).flatMap((row) => row[column] || []);
  if (cells.length === 0) throw new ReinstateError("USAGE_INVALID", `The file ${file} holds no ids.`);
  return cells;
}

function rowsOf(text: string, file: string): readonly string[][] {
  try {
    return parse(text, { delimiter: delimiters, relaxColumnCount: true, skipEmptyLines: true, trim: true });
  } catch (cause) {
    throw new ReinstateError("USAGE_INVALID", `The file ${file} is not a CSV file: a quotation mark is left open.`, {
      cause,
    });
  }
}
