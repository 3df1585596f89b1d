/** Which of the words stand in the bytes: as they are or in any letter case, in UTF-16, in base64 or URL-encoded. */
export function findCanaries(bytes: Buffer, words: readonly string[]): readonly string[] {
  const text = bytes.toString("latin1");
  const lower = text.toLowerCase();
  return words.filter((word) => forms(word).some((form) => (form.exact ? text : lower).includes(form.text)));
}

interface Form {
  readonly text: string;
  /** Letter case matters. */
  readonly exact: boolean;
}

function forms(word: string): readonly Form[] {
  const bytes = Buffer.from(word, "utf8");
  const wide = Buffer.from(word, "utf16le");
  const exact = [...inBase64(bytes), ...inBase64(wide)].map((text) => ({ text, exact: true }));
  const plain = [bytes, wide, Buffer.from(encodeURIComponent(word))].map((each) => each.toString("latin1"));
  return [...exact, ...plain.map((text) => ({ text: text.toLowerCase(), exact: false }))];
}

/** Base64 of something that the word stands in the middle of: it may begin at any of three places. */
function inBase64(word: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), word]).toString("base64url");
    const [first, rest] = [Math.ceil((before * 4) / 3), (before + word.length) % 3];
    const inner = encoded.slice(first, rest === 0 ? undefined : -1);
    return [inner, inner.replaceAll("-", "+").replaceAll("_", "/")];
  });
}
