import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";

/** True for OData noise (`x@odata.context`, `#microsoft.graph.restore`); `@odata.type` is data: writing back needs it. */
export function isAnnotation(key: string): boolean {
  if (key === "@odata.type") return false;
  return key.startsWith("#") || key.includes("@odata.") || key.startsWith("@microsoft.graph.");
}

/** An own property's value; never something inherited, `__proto__` and `constructor` included. */
export function ownValue(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Not set in any of the ways Graph says it: absent, null, "", [], {} or an object in which everything is blank. */
export function isBlank(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && meaning(value).blank;
}

/**
 * Canonical text of what a value means: keys sorted, annotations and blank properties left out. Two values mean the
 * same exactly if their texts are equal. Works off a stack of its own, so that no depth of nesting overflows.
 */
export function meaningText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "null";
  return typeof value === "object" ? meaning(value).text : JSON.stringify(value);
}

/** Equal in meaning, blank values being one and the same. */
export function sameMeaning(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  return meaningText(before) === meaningText(after) || (isBlank(before) && isBlank(after));
}

interface Meaning {
  readonly text: string;
  readonly blank: boolean;
}

interface Frame {
  readonly value: JsonObject | readonly JsonValue[];
  /** Sorted keys of an object; undefined for an array. */
  readonly keys: readonly string[] | undefined;
  readonly parts: string[];
  next: number;
  filled: number;
}

function frameOf(value: JsonObject | readonly JsonValue[]): Frame {
  const keys = isArray(value) ? undefined : Object.keys(value).filter((key) => !isAnnotation(key));
  return { value, keys: keys?.sort(), parts: [], next: 0, filled: 0 };
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function meaning(root: JsonObject | readonly JsonValue[]): Meaning {
  const stack: Frame[] = [frameOf(root)];
  for (;;) {
    const frame = stack[stack.length - 1] as Frame;
    const child = nextChild(frame);
    if (child !== undefined) {
      stack.push(frameOf(child));
      continue;
    }
    stack.pop();
    const result = finish(frame);
    const parent = stack[stack.length - 1];
    if (parent === undefined) return result;
    add(parent, result);
  }
}

/** Adds scalars to the frame until a nested value or the end comes. */
function nextChild(frame: Frame): JsonObject | readonly JsonValue[] | undefined {
  const { value, keys } = frame;
  const length = keys?.length ?? (value as readonly JsonValue[]).length;
  while (frame.next < length) {
    const item = keys
      ? ((value as JsonObject)[keys[frame.next] as string] ?? null)
      : ((value as readonly JsonValue[])[frame.next] ?? null);
    if (typeof item === "object" && item !== null) return item;
    add(frame, { text: JSON.stringify(item), blank: item === null || item === "" });
  }
  return undefined;
}

function add(frame: Frame, item: Meaning): void {
  const key = frame.keys?.[frame.next];
  frame.next += 1;
  if (frame.keys === undefined) {
    frame.parts.push(item.text);
    frame.filled += 1;
  } else if (key !== undefined && !item.blank) {
    frame.parts.push(`${JSON.stringify(key)}:${item.text}`);
    if (key !== "@odata.type") frame.filled += 1;
  }
}

function finish(frame: Frame): Meaning {
  const inside = frame.parts.join(",");
  const text = frame.keys ? `{${inside}}` : `[${inside}]`;
  return { text, blank: frame.filled === 0 };
}
