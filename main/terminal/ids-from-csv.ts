import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { idsExpected, idsInCsv } from "../exchange/ids-in-csv.ts";
import { readTextFile } from "./read-text-file.ts";

/** The ids in a CSV file: its column id (or object id), else the first one. USAGE_NOT_FOUND, USAGE_INVALID. */
export async function idsFromCsv(file: string): Promise<readonly string[]> {
  const ids = idsInCsv(await readTextFile(file, "The file"));
  if (ids === undefined)
    throw new ReinstateError("USAGE_INVALID", `The file ${file} is not a CSV file: a quotation mark is left open.`);
  if (ids.length === 0) throw new ReinstateError("USAGE_INVALID", `The file ${file} holds no ids. ${idsExpected}`);
  return ids;
}
