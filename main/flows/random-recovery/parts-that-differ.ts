import { isDeepStrictEqual } from "node:util";
import type { JsonValue } from "../../../preload/contract/json-value.ts";
import type { TenantPart, TenantParts } from "./tenant-parts.ts";

export interface PartDifference {
  readonly key: string;
  readonly part: TenantPart;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

/** What is other in one state than in another. */
export function partsThatDiffer(before: TenantParts, after: TenantParts): readonly PartDifference[] {
  const found: PartDifference[] = [];
  for (const [key, part] of new Map([...before, ...after])) {
    // Whom a rule takes in follows from the rule.
    if (part.type === "rule") continue;
    const [one, two] = [before.get(key)?.value, after.get(key)?.value];
    if (!isSameValue(one, two)) found.push({ key, part, before: one, after: two });
  }
  return found;
}

/** Lists in Entra are sets; absent, null and empty say the same. */
export function isSameValue(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return isDeepStrictEqual(unordered(one), unordered(other));
}

function unordered(value: JsonValue | undefined): JsonValue | undefined {
  if (isNothing(value)) return undefined;
  if (Array.isArray(value)) return value.map((each) => unordered(each) ?? null).sort(byText);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(
    ([name, each]) => !isNothing(each) && !/^@odata|@odata\.|^(redirectUriSettings|origin)$/u.test(name),
  );
  return Object.fromEntries(
    entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, each]) => [name, unordered(each) ?? null]),
  );
}

function byText(one: JsonValue, other: JsonValue): number {
  const [first, second] = [JSON.stringify(one), JSON.stringify(other)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Absent, null and an empty list are the same to whoever writes. */
export function isNothing(value: JsonValue | undefined): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}
