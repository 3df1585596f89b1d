import type { NamedObject } from "../../preload/contract/views.ts";

/** Whether the text, in lower case, is in the object's name, user principal name, app id or id. */
export function isCalled({ name, besides, id }: NamedObject, text: string): boolean {
  return (
    name.toLowerCase().includes(text) ||
    (besides?.toLowerCase().includes(text) ?? false) ||
    id.toLowerCase().includes(text)
  );
}
