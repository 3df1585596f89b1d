import { win32 } from "node:path";

/**
 * Why a file is not signed by one of these publishers; null: it is (pure). `printed`: three lines, Windows' verdict (0: valid), the
 * file that it looked at, and the signer's distinguished name, the latter two as numbers of their characters. What is not
 * understood is a no. A publisher is a distinguished name, all of which has to agree, or a common name.
 */
export function judgeSignature(printed: string, file: string, publishers: readonly string[]): string | null {
  const [verdict = "", path = "", subject = ""] = printed.split(/\r?\n/u).map((line) => line.trim());
  if (verdict !== "0") return "Windows does not hold its signature for valid.";
  if (!isSamePath(textOf(path), file)) return "Windows looked at another file.";
  const signer = partsOf(textOf(subject));
  return publishers.some((publisher) => isBy(publisher, signer)) ? null : "It is signed by somebody else.";
}

function isSamePath(first: string, second: string): boolean {
  return win32.normalize(first).toLowerCase() === win32.normalize(second).toLowerCase();
}

function textOf(numbers: string): string {
  const units = numbers === "" ? [] : numbers.split(" ").map(Number);
  return String.fromCharCode(...units);
}

type NameParts = ReadonlyMap<string, string>;

/** What stands more than once is kept as often, so that a second common name makes another name of it. */
function partsOf(name: string): NameParts {
  const parts = new Map<string, string>();
  for (const [, key = "", value = ""] of name.matchAll(/(?:^|,\s*)([A-Za-z\d.]+)=("(?:[^"]|"")*"|[^,]*)/gu)) {
    const before = parts.get(key);
    const text = value.trim().replace(/^"(.*)"$/su, (_all, inner: string) => inner.replaceAll('""', '"'));
    parts.set(key, before === undefined ? text : `${before}\n${text}`);
  }
  return parts;
}

function isBy(publisher: string, signer: NameParts): boolean {
  const wanted = partsOf(publisher);
  if (!wanted.has("CN")) return publisher !== "" && signer.get("CN") === publisher;
  return [...wanted].every(([key, value]) => signer.get(key) === value);
}
