const plain = /^[^.[\]"]+$/;

/**
 * The path of a nested value from its segments: `conditions.users.excludeGroups`. A segment that would be read as more
 * than one (`@odata.type`, an empty key) is written `["@odata.type"]`.
 */
export function formatPath(segments: readonly string[]): string {
  let path = "";
  for (const segment of segments) path = propertyPath(path, segment);
  return path;
}

/** The path of a property inside the object at `path` ("" for the object itself). */
export function propertyPath(path: string, name: string): string {
  if (!plain.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === "" ? name : `${path}.${name}`;
}

/** The path of the element with this key inside the keyed array at `path`: `appRoles[<id>]`. */
export function elementPath(path: string, key: string): string {
  return `${path}[${plain.test(key) ? key : JSON.stringify(key)}]`;
}

const segmentPattern = /\.?([^.[\]"]+)|\["((?:[^"\\]|\\.)*)"\]|\[([^.[\]"]*)\]/gy;

/**
 * The segments of a path. `a.b`, `a[b]` and `a["b"]` give the same ones: whether a segment names a property or the
 * element with that key follows from the value it is looked up in.
 */
export function parsePath(path: string): readonly string[] {
  const segments: string[] = [];
  let end = 0;
  for (const match of path.matchAll(segmentPattern)) {
    end = match.index + match[0].length;
    const [, name, quoted, key] = match;
    segments.push(quoted === undefined ? (name ?? key ?? "") : (JSON.parse(`"${quoted}"`) as string));
  }
  if (end !== path.length) throw new RangeError("not an attribute path");
  return segments;
}

const idKey = /\[([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]/giu;

/** The ids among the keys of a path: an element of assigned licences has its product's. */
export function idsInPath(path: string): readonly string[] {
  return path.includes("[") ? [...path.matchAll(idKey)].map(([, id = ""]) => id) : [];
}

/** The path as people read it, with what is known of those ids: `assignedLicenses[SPE_E3]`. No value is found by it. */
export function namedPath(path: string, names: Readonly<Record<string, { readonly name: string }>> = {}): string {
  if (!path.includes("[")) return path;
  return path.replace(idKey, (key, id: string) => (Object.hasOwn(names, id) ? `[${names[id]?.name}]` : key));
}

/** True if `chosen` names `path` itself or something that it lies in: `conditions` names `conditions.users`. */
export function namesPath(chosen: string, path: string): boolean {
  if (!path.startsWith(chosen)) return false;
  const next = path[chosen.length];
  return next === undefined || next === "." || next === "[";
}

/** `appRoles[<id>].isEnabled` is `appRoles`, which the filter understands too; method names stay. */
export function pathWithoutIds(path: string): string {
  const place = path.search(/\[[0-9a-f]{8}-[0-9a-f-]{27}/i);
  return place < 0 ? path : path.slice(0, place);
}
