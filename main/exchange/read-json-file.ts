import { readFile, stat } from "node:fs/promises";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { parseJson } from "../../preload/contract/parse-json.ts";
import { deepestNesting, isTextNestedTooDeep } from "../catalogue/nested-too-deep.ts";
import { decodeJsonText } from "./decode-json-text.ts";
import { findJsonProblem } from "./find-json-problem.ts";

/** A file's value, or why there is none, in a sentence. */
export type JsonFile = { readonly value: JsonValue } | { readonly reason: string };

/** In bytes. Text of twice the size would be more than a program of this kind can hold in one piece. */
export const largestJsonFile = 256 * 1024 * 1024;

/** Reads one exported JSON file; whatever is wrong with it is an answer, not an error. */
export async function readJsonFile(path: string): Promise<JsonFile> {
  let bytes: Uint8Array;
  try {
    const found = await stat(path);
    // A link may lead to something that never ends.
    if (!found.isFile()) return { reason: "It is no file." };
    if (found.size > largestJsonFile)
      return { reason: "The file is larger than 256 MB. Have it exported in several files." };
    bytes = await readFile(path);
  } catch (error) {
    return { reason: `The file could not be read (${(error as NodeJS.ErrnoException).code ?? "unknown"}).` };
  }
  const text = decodeJsonText(bytes);
  return text === undefined ? { reason: "The file is neither UTF-8 nor UTF-16 text." } : parse(text);
}

function parse(text: string): JsonFile {
  if (isTextNestedTooDeep(text)) return { reason: `It is nested more than ${deepestNesting} levels deep.` };
  let value: JsonValue;
  try {
    value = parseJson(text);
  } catch {
    return { reason: "The file is not valid JSON." };
  }
  const reason = findJsonProblem(text);
  return reason === undefined ? { value } : { reason };
}
