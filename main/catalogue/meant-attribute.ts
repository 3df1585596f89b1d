import { objectTypes } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "./catalogue.ts";

/** Every attribute and link that some type has. */
const known = new Set(
  objectTypes.flatMap((type) => {
    const { properties, links } = definitionOf(type);
    return [...Object.keys(properties), ...Object.keys(links)];
  }),
);

/** The path with its first name in the right letter case; undefined if that is right, or nothing is called so. */
export function meantAttribute(path: string): string | undefined {
  const name = /^\w+/u.exec(path)?.[0] ?? "";
  if (known.has(name)) return undefined;
  const meant = [...known].find((each) => each.toLowerCase() === name.toLowerCase());
  return meant === undefined ? undefined : meant + path.slice(name.length);
}
