import { foldCase } from "./fold-case.ts";
import { namelessWords, ordinaryWords } from "./ordinary-words.ts";

const wordPattern = /\p{L}+/gu;
const upperPattern = /\p{Lu}/u;
const smallPattern = /^\p{Ll}/u;
const partOfPattern = /[\p{L}\p{N}][._]$/u;
const goesOnPattern = /^[._][\p{L}\p{N}]/u;
const leastLetters = 3;

/** Given names and surnames, each by itself: "Ask Maria". */
export class LoneNames {
  readonly #words = new Set<string>();

  /** `name`: a given name or a surname. Of "van der Berg" Berg is a name by itself. */
  add(name: string): void {
    const hasCapital = upperPattern.test(name);
    for (const [word] of name.matchAll(wordPattern)) {
      if (hasCapital && smallPattern.test(word)) continue;
      const folded = foldCase(word);
      if (Array.from(word).length >= leastLetters && !namelessWords.has(folded)) this.#words.add(folded);
    }
  }

  /** Whether the word of `text` that begins at `at` is somebody's name there. `folded`: the word in lower case. */
  has(folded: string, text: string, at: number): boolean {
    if (!this.#words.has(folded)) return false;
    if (!ordinaryWords.has(folded)) return true;
    // "User.Read.All" is a permission, whatever Mr Read is called.
    const isPart =
      partOfPattern.test(text.slice(Math.max(at - 2, 0), at)) ||
      goesOnPattern.test(text.slice(at + folded.length, at + folded.length + 2));
    return upperPattern.test(text.charAt(at)) && !isPart;
  }
}
