/**
 * Text as a part of an address. Half of a surrogate pair, as in a name that was cut off within a character, becomes the replacement
 * character as in any URL; `encodeURIComponent` alone falls over it.
 */
export function urlPart(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
