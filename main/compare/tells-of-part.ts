import { parsePath } from "../../preload/contract/attribute-path.ts";
import type { AttributeChange } from "../../preload/contract/change.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import type { ToldProperty } from "./shared-words.ts";

/**
 * Whether a recorded edit is about this change, where one name of the audit log stands for much: all redirect addresses of an
 * application are its AppAddress, certificates and secrets its KeyDescription, all licences of a person AssignedLicense. A record
 * holds the whole list before and after, so that what did not change in it was somebody else's work. One that lists nothing tells
 * of whatever its name stands for; other names are about what they name.
 */
export function tellsOfPart({ name, oldValue, newValue }: ToldProperty, change: AttributeChange): boolean {
  const marks = isSharedName(name) ? marksOf[name]?.(change) : undefined;
  if (marks === undefined || (isEmptyList(oldValue) && isEmptyList(newValue))) return true;
  return marks.some((mark) => holds(oldValue, mark) !== holds(newValue, mark));
}

/** Whether a record's name, in lower case, stands for several properties, so that its values are of none of them alone. */
export function isSharedName(name: string): boolean {
  return Object.hasOwn(marksOf, name);
}

/** By name in lower case: what the lists must differ in. Undefined: it cannot be told. */
const marksOf: Readonly<Record<string, (change: AttributeChange) => readonly string[] | undefined>> = {
  appaddress: ({ before, after }) => onOneSide(textsIn(before), textsIn(after)).map((text) => JSON.stringify(text)),
  keydescription: keyOfElement,
  assignedlicense: keyOfElement,
};

/** Of an element that came or went, its id. */
function keyOfElement({ path }: AttributeChange): readonly string[] | undefined {
  const [, key, inside] = parsePath(path);
  return key === undefined || inside !== undefined ? undefined : [key];
}

function isEmptyList(text: string | null): boolean {
  return text === null || text === "[]" || text === "";
}

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
