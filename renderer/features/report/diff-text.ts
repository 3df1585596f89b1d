import type { DirectoryObject } from "../../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";

/** Beyond this the text view stops being readable and starts to freeze; the attribute table shows it all. */
export const longestText = 400_000;

export interface DiffText {
  readonly text: string;
  readonly cut: boolean;
}

/** An object as text to compare: properties only (links are lists of people, not text), keys in order. */
export function diffText(object: DirectoryObject | null, longest = longestText): DiffText {
  if (object === null) return { text: "", cut: false };
  const text = JSON.stringify(inOrder({ id: object.id, ...object.properties }), null, 2);
  if (text.length <= longest) return { text, cut: false };
  const end = text.lastIndexOf("\n", longest);
  return { text: text.slice(0, end === -1 ? longest : end), cut: true };
}

function inOrder(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, inOrder(value[key] ?? null)]));
}
