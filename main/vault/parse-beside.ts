import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { parseJson } from "../../preload/contract/parse-json.ts";

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;

/** How far a reader has come in one member of an object. */
class MemberScan {
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  /** Whether the colon after the name was passed. */
  hasName = false;

  begin(): void {
    this.#depth = 0;
    this.#isInText = false;
    this.#isEscaped = false;
    this.hasName = false;
  }

  continueAs(other: MemberScan): void {
    this.#depth = other.#depth;
    this.#isInText = other.#isInText;
    this.#isEscaped = other.#isEscaped;
  }

  /** False at the comma or bracket after the member. */
  passes(byte: number): boolean {
    if (this.#isInText) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === quote) this.#isInText = false;
      else if (byte === backslash) this.#isEscaped = true;
      return true;
    }
    if (byte === quote) this.#isInText = true;
    else if (byte === 0x7b || byte === 0x5b) this.#depth += 1;
    else if (byte === 0x7d || byte === 0x5d) {
      this.#depth -= 1;
      return this.#depth >= 0;
    } else if (this.#depth === 0) {
      if (byte === comma) return false;
      if (byte === colon) this.hasName = true;
    }
    return true;
  }
}

const scan = new MemberScan();
const otherScan = new MemberScan();

/**
 * Parses an object in canonical JSON of which `other` is another version, parsed already: only members that differ are
 * parsed, the rest is shared. Two versions of an object are mostly the same to the last byte but one, and a report of
 * 100,000 changes is mostly JSON parsing. Undefined where the two have other members: then it is parsed as a whole.
 * `start`: where the objects begin in both.
 */
export function parseBeside(text: Buffer, other: Buffer, start: number, parsed: JsonObject): JsonObject | undefined {
  const changed: Record<string, JsonValue> = {};
  let [at, otherAt] = [start + 1, start + 1];
  while (at < text.length) {
    const memberStart = at;
    scan.begin();
    let byte = text[at];
    while (byte !== undefined && byte === other[otherAt] && scan.passes(byte)) {
      otherAt += 1;
      at += 1;
      byte = text[at];
    }
    if (byte === undefined || byte !== other[otherAt]) {
      const { hasName } = scan;
      otherScan.continueAs(scan);
      at = memberEnd(text, at, scan);
      otherAt = memberEnd(other, otherAt, otherScan);
      if (!hasName || text[at] === undefined || text[at] !== other[otherAt]) return undefined;
      const [name, value] = parseMember(text.toString("utf8", memberStart, at));
      if (name === "__proto__") return undefined;
      changed[name] = value;
      // Mostly nothing else differs, and then no other byte has to be looked at here.
      if (isSameFrom(text, at, other, otherAt)) return { ...parsed, ...changed };
    }
    at += 1;
    otherAt += 1;
  }
  return text.length > start + 1 && otherAt === other.length ? { ...parsed, ...changed } : undefined;
}

function isSameFrom(text: Buffer, at: number, other: Buffer, otherAt: number): boolean {
  return text.length - at === other.length - otherAt && text.compare(other, otherAt, other.length, at) === 0;
}

function memberEnd(text: Buffer, from: number, member: MemberScan): number {
  let at = from;
  while (at < text.length && member.passes(text[at] as number)) at += 1;
  return at;
}

function parseMember(text: string): readonly [name: string, value: JsonValue] {
  return Object.entries(parseJson(`{${text}}`) as JsonObject)[0] as [string, JsonValue];
}
