import type { JsonObject, JsonValue } from "../../../../preload/contract/json-value.ts";
import type { DeltaItem } from "./delta-items.ts";

/** Links of all objects of a page together; a bigger group goes on, under the same id, on the next. */
export const mostLinksOfPage = 1000;

export interface FilledPage {
  readonly value: readonly JsonObject[];
  /** Where the next page starts. */
  readonly at: number;
  readonly links: number;
}

/** Takes objects from place `at` on, leaving out `links` links of the first, until the page is full. */
export function fillDeltaPage(
  size: number,
  count: number,
  start: { readonly at: number; readonly links: number },
  itemAt: (place: number) => DeltaItem | undefined,
): FilledPage {
  const value: JsonObject[] = [];
  let room = mostLinksOfPage;
  let { at, links } = start;
  while (at < count && value.length < size) {
    const found = itemAt(at);
    if (found !== undefined) {
      const part = found.links.slice(links, links + room);
      value.push({ ...(links > 0 ? { id: found.item.id ?? "" } : found.item), ...byName(part) });
      room -= part.length;
      if (links + part.length < found.links.length) return { value, at, links: links + part.length };
    }
    at += 1;
    links = 0;
    if (room === 0) break;
  }
  return { value, at, links };
}

function byName(changes: DeltaItem["links"]): JsonObject {
  const named: Record<string, JsonValue[]> = {};
  for (const { name, change } of changes) {
    const list = named[name];
    if (list === undefined) named[name] = [change];
    else list.push(change);
  }
  return named;
}
