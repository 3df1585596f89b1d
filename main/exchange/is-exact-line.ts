import type { JsonObject } from "../../preload/contract/json-value.ts";

/**
 * Whether a line (UTF-8, with its line feed) is byte for byte what an export has for `value`, which was parsed from it. Only what is parsed
 * is proven: of a key that is given twice, a program that takes the first one would see what nobody signed. The last line is padded.
 */
export function isExactLine(bytes: Uint8Array, value: JsonObject): boolean {
  const text = Buffer.from(JSON.stringify(value));
  const line = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!line.subarray(0, text.length).equals(text)) return false;
  const rest = line.toString("latin1", text.length);
  return rest === "\n" || (value.end !== undefined && rest.trim() === "");
}
