import { parsePath } from "../../preload/contract/attribute-path.ts";
import type { AttributeChange } from "../../preload/contract/change.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import type { ToldProperty } from "./shared-words.ts";

/**
 * Whether a recorded edit is about this change, where one name of the audit log stands for several properties of Graph: all
 * redirect addresses of an application are its AppAddress, certificates and secrets its KeyDescription. A record holds the whole
 * list before and after, so that what did not change in it was somebody else's work. Other names are about what they name.
 */
export function tellsOfPart({ name, oldValue, newValue }: ToldProperty, change: AttributeChange): boolean {
  const marks = isSharedName(name) ? marksOf[name]?.(change) : undefined;
  if (marks === undefined || (oldValue === null && newValue === null)) return true;
  return marks.some((mark) => holds(oldValue, mark) !== holds(newValue, mark));
}

/** Whether a record's name, in lower case, stands for several properties, so that its values are of none of them alone. */
export function isSharedName(name: string): boolean {
  return Object.hasOwn(marksOf, name);
}

/** By name in lower case: what the lists must differ in. Undefined: it cannot be told. */
const marksOf: Readonly<Record<string, (change: AttributeChange) => readonly string[] | undefined>> = {
  appaddress: ({ before, after }) => onOneSide(textsIn(before), textsIn(after)).map((text) => JSON.stringify(text)),
  keydescription({ path }) {
    const [, keyId, inside] = parsePath(path);
    return keyId === undefined || inside !== undefined ? undefined : [keyId];
  },
};

function holds(text: string | null, mark: string): boolean {
  return text?.toLowerCase().includes(mark.toLowerCase()) === true;
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  const all: readonly JsonValue[] = Array.isArray(value) ? value : [value ?? null];
  return all.filter((item) => typeof item === "string");
}

function onOneSide(before: readonly string[], after: readonly string[]): readonly string[] {
  return [...before.filter((text) => !after.includes(text)), ...after.filter((text) => !before.includes(text))];
}
