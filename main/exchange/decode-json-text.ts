/**
 * The text of an exported file: UTF-8 with or without a byte order mark, or UTF-16 as Windows PowerShell writes it.
 * Undefined if the bytes are none of these.
 */
export function decodeJsonText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** JSON starts with an ASCII character, so that a zero byte beside it gives UTF-16 without a mark away. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (second === 0 && first !== 0) return "utf-16le";
  return first === 0 && second !== 0 ? "utf-16be" : "utf-8";
}
