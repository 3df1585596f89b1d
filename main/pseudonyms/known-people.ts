import { foldCase } from "./fold-case.ts";
import { LoneNames } from "./lone-names.ts";
import type { PseudonymKind } from "./pseudonym.ts";
import { pseudonymOf, pseudonymsIn } from "./pseudonym.ts";

interface KnownName {
  /** Lower case, without what is no letter or digit before it. */
  readonly text: string;
  /** Of one word only: as likely a word of a sentence. */
  readonly exact: string | undefined;
  /** Undefined: more than one person is called that. */
  owner: string | undefined;
}

const wordPattern = /[\p{L}\p{N}]+/gu;
const letterPattern = /[\p{L}\p{N}]/u;
const addressPattern = /[^\s"'“”‘’<>()[\]{},;:|]+@[^\s"'“”‘’<>()[\]{},;:|@]*[^\s"'“”‘’<>()[\]{},;:|@.]/gu;
const phonePattern = /\+\d[\d\s()./-]{5,}\d/gu;
const networkAddressPattern =
  /(?<![\p{L}\p{N}.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?![\p{L}\p{N}:])/giu;
const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
const idsPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/giu;

/** What a text is, so that words in it are judged: a sentence of ours or an address, a title, or what people wrote. */
type Writing = "any" | "title" | "prose";

/** The people of a vault by everything that names them, and the way to say any sentence without naming them. */
export class KnownPeople {
  readonly #key: Uint8Array;
  readonly #ids = new Set<string>();
  readonly #names = new Map<string, KnownName>();
  readonly #byFirstWord = new Map<string, KnownName[]>();
  readonly #loneNames = new LoneNames();
  readonly #owners = new Map<string, string>();
  readonly #values = new Map<string, PseudonymKind>();
  readonly #networkAddresses = new Set<string>();

  /** `key`: the vault's own. */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  isPerson(id: string): boolean {
    return this.#ids.has(id);
  }

  person(id: string): string {
    return this.pseudonym("Person", id);
  }

  pseudonym(kind: PseudonymKind, value: string): string {
    return pseudonymOf(this.#key, kind, value);
  }

  addPerson(id: string): void {
    this.#ids.add(id);
  }

  addName(name: string, owner: string): void {
    const [first] = name.match(wordPattern) ?? [];
    if (first === undefined) return;
    const from = name.indexOf(first);
    const text = foldCase(name.slice(from).trimEnd());
    const known = this.#names.get(text);
    if (known !== undefined) {
      if (known.owner !== owner) known.owner = undefined;
      return;
    }
    const exact = /[^\p{L}\p{N}]/u.test(text) ? undefined : name.slice(from).trimEnd();
    const added: KnownName = { text, exact, owner };
    this.#names.set(text, added);
    const key = foldCase(first);
    const others = this.#byFirstWord.get(key) ?? [];
    others.push(added);
    // The longest first: "Ann Lee" must not cut "Ann Lee Park" short.
    others.sort((one, other) => other.text.length - one.text.length);
    this.#byFirstWord.set(key, others);
  }

  /** A given name or surname, which names somebody in what people wrote even where it stands alone. */
  addLoneName(name: string): void {
    this.#loneNames.add(name);
  }

  /** A user principal name or mail address. */
  addAddress(address: string, owner: string): void {
    this.#owners.set(address.trim().toLowerCase(), owner);
  }

  /** A value that names somebody where it stands alone, such as a phone number. */
  addValue(kind: PseudonymKind, value: string): void {
    if (value.trim().length > 3) this.#values.set(value.trim().toLowerCase(), kind);
  }

  /** Where somebody signed in from. */
  addNetworkAddress(address: string): void {
    this.#networkAddresses.add(address.trim().toLowerCase());
  }

  /** An actor of an audit record: a person by any name, or an application, which keeps its own. */
  actor(name: string): string {
    const owner = this.#owners.get(name.trim().toLowerCase());
    if (owner !== undefined) return this.person(owner);
    return name.includes("@") ? this.pseudonym("Person", name) : this.text(name);
  }

  /**
   * The text without names, addresses and numbers of people. title: of a group, policy or application, whose name may be a word
   * that somebody is called too. prose: a note or description; given names and surnames by themselves go as well, which a
   * sentence of ours would not survive where somebody is called Will.
   */
  text(text: string, writing: Writing = "any"): string {
    if (text.length < 2 || idPattern.test(text)) return text;
    const kind = this.#values.get(text.trim().toLowerCase());
    if (kind !== undefined && writing !== "title") return this.pseudonym(kind, text);
    const plain = text
      .replaceAll(addressPattern, (found) => this.#address(found))
      .replaceAll(phonePattern, (found) => this.pseudonym("Phone", found))
      .replaceAll(networkAddressPattern, (found) =>
        this.#networkAddresses.has(found.toLowerCase()) ? this.pseudonym("Address", found) : found,
      );
    return this.#withoutNames(plain, writing);
  }

  #address(address: string): string {
    const owner = this.#owners.get(address.toLowerCase());
    return owner === undefined ? this.pseudonym("Address", address) : this.person(owner);
  }

  #withoutNames(text: string, writing: Writing): string {
    const folded = foldCase(text);
    let said = "";
    let end = 0;
    let untouchable: readonly Place[] | undefined;
    for (const { 0: word, index } of folded.matchAll(wordPattern)) {
      if (index < end) continue;
      const known = this.#byFirstWord.get(word)?.find((name) => isThere(name, text, folded, index, writing));
      const isLone = known === undefined && writing === "prose" && this.#loneNames.has(word, text, index);
      const name = known?.text ?? (isLone ? word : undefined);
      if (name === undefined) continue;
      untouchable ??= untouchableIn(text);
      if (untouchable.some(({ from, to }) => index >= from && index < to)) continue;
      const owner = known?.owner;
      said += text.slice(end, index) + (owner === undefined ? this.pseudonym("Name", name) : this.person(owner));
      end = index + name.length;
    }
    return end === 0 ? text : said + text.slice(end);
  }
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** Where ids and pseudonyms stand: a word in there is nobody's name. */
function untouchableIn(text: string): readonly Place[] {
  return [...text.matchAll(idsPattern), ...pseudonymsIn(text)].map(({ 0: found, index }) => ({
    from: index,
    to: index + found.length,
  }));
}

function isThere(
  { text: name, exact }: KnownName,
  text: string,
  folded: string,
  at: number,
  writing: Writing,
): boolean {
  if (!folded.startsWith(name, at)) return false;
  const next = folded[at + name.length];
  if (next !== undefined && letterPattern.test(next)) return false;
  return exact === undefined || (writing !== "title" && text.startsWith(exact, at));
}
