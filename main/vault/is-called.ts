import type { NamedObject } from "../../preload/contract/views.ts";

/** Whether the text, in lower case, is in the object's name, user principal name, app id or id. */
export function isCalled(object: NamedObject, text: string): boolean {
  return isNamed(object, text) || (object.besides ?? "").toLowerCase().includes(text) || hasId(object, text);
}

/** Whether it is in what people call it: a short text is in many ids by chance. */
export function isNamed({ type, name, besides }: NamedObject, text: string): boolean {
  return name.toLowerCase().includes(text) || (type === "user" && (besides?.toLowerCase().includes(text) ?? false));
}

function hasId({ id }: NamedObject, text: string): boolean {
  return id.toLowerCase().includes(text);
}
