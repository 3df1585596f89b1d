import { createHmac } from "node:crypto";

export const pseudonymKinds = ["Person", "Name", "Address", "Phone", "Place", "Device", "Detail"] as const;
export type PseudonymKind = (typeof pseudonymKinds)[number];

/** Crockford's: no letter that is taken for a digit when it is read aloud. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const form = `(?:${pseudonymKinds.join("|")}) [${letters}]{3}-[${letters}]{4}`;
const pattern = new RegExp(`^${form}$`, "u");
const insidePattern = new RegExp(form, "gu");

/** Whether a text is a pseudonym already: it is not replaced a second time. */
export function isPseudonym(text: string): boolean {
  return pattern.test(text);
}

/** The pseudonyms that stand in a text. */
export function pseudonymsIn(text: string): Iterable<RegExpExecArray> {
  return text.matchAll(insidePattern);
}

/**
 * "Person 4F2-A7QM": the same for the same value and key, and telling nothing without the key. 35 bits: among 100,000
 * people two of one pseudonym are not to be expected. Letter case is ignored, as Entra ignores it in addresses.
 */
export function pseudonymOf(key: Uint8Array, kind: PseudonymKind, value: string): string {
  const bytes = createHmac("sha256", key).update(`${kind}\0${value.trim().toLowerCase()}`).digest();
  const code = Array.from(bytes.subarray(0, 7), (byte) => letters[byte % letters.length]).join("");
  return `${kind} ${code.slice(0, 3)}-${code.slice(3)}`;
}
