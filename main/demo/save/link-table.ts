/** Sets of ids as numbers: an id that stands in a thousand groups is one string before and after. */
export interface LinkTable {
  readonly sources: Uint32Array;
  readonly sizes: Uint32Array;
  readonly targets: Uint32Array;
}

/** Gives ids their numbers, in the order in which they are first seen. */
export interface IdNumbers {
  numberOf(id: string): number;
  readonly ids: readonly string[];
}

export function idNumbers(): IdNumbers {
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  const numberOf = (id: string) => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, ids.length);
    return ids.push(id) - 1;
  };
  return { numberOf, ids };
}

export function toLinkTable(links: ReadonlyMap<string, Iterable<string>>, { numberOf }: IdNumbers): LinkTable {
  const sources: number[] = [];
  const sizes: number[] = [];
  const targets: number[] = [];
  for (const [source, ids] of links) {
    const before = targets.length;
    for (const id of ids) targets.push(numberOf(id));
    sources.push(numberOf(source));
    sizes.push(targets.length - before);
  }
  return { sources: Uint32Array.from(sources), sizes: Uint32Array.from(sizes), targets: Uint32Array.from(targets) };
}

export function fromLinkTable(table: LinkTable, ids: readonly string[]): Map<string, Set<string>> {
  const idOf = (number: number | undefined) => ids[number ?? -1] ?? "";
  const links = new Map<string, Set<string>>();
  let at = 0;
  for (const [index, source] of table.sources.entries()) {
    const set = new Set<string>();
    for (const end = at + (table.sizes[index] ?? 0); at < end; at += 1) set.add(idOf(table.targets[at]));
    links.set(idOf(source), set);
  }
  return links;
}
