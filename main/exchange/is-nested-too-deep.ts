import { deepestNesting } from "../catalogue/nested-too-deep.ts";

const [quote, backslash] = [0x22, 0x5c];
/** Square brackets and braces differ in this bit only. */
const braceBit = 0x20;
const [open, close] = [0x7b, 0x7d];

/**
 * The same for bytes (UTF-8): whether JSON text is nested deeper than anything of a tenant: looked at before it is parsed, because parsing millions of
 * levels takes long, and nothing behind it could walk them. One pass, without recursion; text that is no JSON may be either.
 */
export function isNestedTooDeep(text: Uint8Array): boolean {
  if (text.length <= deepestNesting) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at] ?? 0;
    if (byte === quote) at = endOfString(text, at);
    else if ((byte | braceBit) === open) depth += 1;
    else if ((byte | braceBit) === close) depth -= 1;
    if (depth > deepestNesting) return true;
  }
  return false;
}

function endOfString(text: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === backslash ? 2 : 1;
  return at;
}
