import { readFile } from "node:fs/promises";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { decodeJsonText } from "./decode-json-text.ts";
import { findJsonProblem } from "./find-json-problem.ts";

/** A file's value, or why there is none, in a sentence. */
export type JsonFile = { readonly value: JsonValue } | { readonly reason: string };

/** Reads one exported JSON file; whatever is wrong with it is an answer, not an error. */
export async function readJsonFile(path: string): Promise<JsonFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return { reason: `The file could not be read (${(error as NodeJS.ErrnoException).code ?? "unknown"}).` };
  }
  const text = decodeJsonText(bytes);
  return text === undefined ? { reason: "The file is neither UTF-8 nor UTF-16 text." } : parse(text);
}

function parse(text: string): JsonFile {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return { reason: "The file is not valid JSON." };
  }
  const reason = findJsonProblem(text);
  return reason === undefined ? { value } : { reason };
}
