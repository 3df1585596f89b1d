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

/** A member of an object as its text stands: from its name up to the comma or bracket after it. */
type Member = readonly [start: number, end: number];

/**
 * Goes through two versions of an object in canonical JSON beside each other and hands out the members that differ; two versions
 * are mostly the same to the last byte but one. False where the two have other members, or a name that no copy can hold: then
 * they have to be parsed as a whole. `start`: where the objects begin in both.
 */
function walkBeside(
  text: Buffer,
  other: Buffer,
  start: number,
  take: (member: Member, otherMember: Member) => void,
): boolean {
  let [at, otherAt] = [start + 1, start + 1];
  while (at < text.length) {
    const [memberStart, otherMemberStart] = [at, otherAt];
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
      if (!hasName || text[at] === undefined || text[at] !== other[otherAt]) return false;
      if (text.toString("latin1", memberStart, memberStart + prototypeName.length) === prototypeName) return false;
      take([memberStart, at], [otherMemberStart, otherAt]);
      // Mostly nothing else differs, and then no other byte has to be looked at here.
      if (isSameFrom(text, at, other, otherAt)) return true;
    }
    at += 1;
    otherAt += 1;
  }
  return text.length > start + 1 && otherAt === other.length;
}

/** No copy of an object by its members can hold it. */
const prototypeName = '"__proto__"';

/**
 * Parses an object of which `other` is another version, parsed already: only members that differ are parsed, the rest is shared.
 * Undefined where the two have other members.
 */
export function parseBeside(text: Buffer, other: Buffer, start: number, parsed: JsonObject): JsonObject | undefined {
  const changed: Members = {};
  const isWalked = walkBeside(text, other, start, (member) => {
    Object.assign(changed, parseMember(text, member));
  });
  return isWalked ? { ...parsed, ...changed } : undefined;
}

/** The members of two versions of an object that differ. Undefined where the two have other members. */
export function parseDiffering(
  text: Buffer,
  other: Buffer,
  start: number,
): readonly [JsonObject, JsonObject] | undefined {
  let differing: readonly [Members, Members] | undefined;
  const isWalked = walkBeside(text, other, start, (member, otherMember) => {
    const [one, another] = [parseMember(text, member), parseMember(other, otherMember)];
    if (differing === undefined) differing = [one, another];
    else for (const [index, more] of [one, another].entries()) Object.assign(differing[index] ?? {}, more);
  });
  return isWalked ? (differing ?? [{}, {}]) : undefined;
}

type Members = Record<string, JsonValue>;

function isSameFrom(text: Buffer, at: number, other: Buffer, otherAt: number): boolean {
  return text.length - at === other.length - otherAt && text.compare(other, otherAt, other.length, at) === 0;
}

function memberEnd(text: Buffer, from: number, member: MemberScan): number {
  let at = from;
  while (at < text.length && member.passes(text[at] as number)) at += 1;
  return at;
}

function parseMember(text: Buffer, [start, end]: Member): Members {
  const member = text.toString("utf8", start, end);
  const middle = member.indexOf('":"');
  // Mostly a name and a text without escapes, for which a parser takes twice as long.
  const isPlain = middle > 0 && member.indexOf('"', middle + 3) === member.length - 1 && !member.includes("\\");
  if (isPlain) return { [member.slice(1, middle)]: member.slice(middle + 3, -1) };
  return parseJson(`{${member}}`) as Members;
}
