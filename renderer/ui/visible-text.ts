// Control characters, and marks that turn a line round, hide in it or break it. The joiners that Persian words and many
// emoji are made with stay, and so do the plain direction marks of Hebrew and Arabic names.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const deceptive = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Nothing but spaces, marks and letters that are drawn as nothing. */
const blank = /^[\p{Z}\p{C}\u115f\u1160\u2800\u3164\uffa0]+$/u;

/** The text as it is written, whatever it asks of the line it stands in: what could turn that round is shown as `\u202e`. */
export function visibleText(text: string): string {
  return text.replace(deceptive, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A name out of the tenant inside a line of ours: a name of which nothing would be seen is said to be none. */
export function visibleName(name: string): string {
  return blank.test(name) ? "(no name)" : visibleText(name);
}
