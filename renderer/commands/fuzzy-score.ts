/**
 * How well a text fits what was typed; undefined: not at all. The typed letters have to come in their order; those at the beginning
 * of words, and those that follow one another, count more.
 */
export function fuzzyScore(typed: string, text: string): number | undefined {
  const [wanted, given] = [fold(typed).replaceAll(/\s+/gu, ""), fold(text)];
  let [score, last] = [0, -1];
  for (const letter of wanted) {
    const place = nextPlace(given, letter, last + 1);
    if (place === -1) return undefined;
    if (place === last + 1) score += 3;
    if (isWordStart(given, place)) score += 2;
    last = place;
  }
  // Of two that fit alike the shorter one is meant.
  return score - given.length / 100;
}

/** The next beginning of a word with this letter, where the letter does not follow at once. */
function nextPlace(text: string, letter: string, from: number): number {
  if (text[from] === letter) return from;
  for (let place = text.indexOf(letter, from); place !== -1; place = text.indexOf(letter, place + 1)) {
    if (isWordStart(text, place)) return place;
  }
  return text.indexOf(letter, from);
}

function isWordStart(text: string, place: number): boolean {
  return place === 0 || /[^\p{L}\p{N}]/u.test(text[place - 1] ?? "");
}

function fold(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
