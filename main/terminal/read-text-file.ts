import { readFile } from "node:fs/promises";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { decodeJsonText } from "../exchange/decode-json-text.ts";

/**
 * A small file that a person named: UTF-8, or UTF-16 as Windows PowerShell writes it, without its byte order mark.
 * `what` begins the sentence. USAGE_NOT_FOUND if it cannot be read, USAGE_INVALID if it is no text.
 */
export async function readTextFile(file: string, what: string): Promise<string> {
  const bytes = await readFile(file).catch((cause) => {
    throw new ReinstateError(
      "USAGE_NOT_FOUND",
      `${what} ${file} could not be read. Check the path and its permissions.`,
      {
        cause,
      },
    );
  });
  const text = decodeJsonText(bytes);
  if (text === undefined) throw new ReinstateError("USAGE_INVALID", `${what} ${file} is not text. Save it as UTF-8.`);
  return text;
}
