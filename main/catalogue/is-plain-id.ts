/**
 * Whether a text can be an id that stands in an address: none that Graph gives holds a character that parts an address, and one that
 * did, in a file of somebody else's, would make a write go to another object than the one that was reviewed.
 */
export function isPlainId(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they have no place in an address either
  return !/[/\\?#%\u0000-\u0020\u007f]/u.test(text) && !/^\.{0,2}$/u.test(text);
}
