import type { ChangeFilter } from "../../../preload/contract/filter.ts";

/** What is ticked in the list: single changes, or all that the filter matches. */
export type Selection = { readonly kind: "ticked"; readonly ids: ReadonlySet<string> } | { readonly kind: "all" };

export const nothingTicked: Selection = { kind: "ticked", ids: new Set() };

export function isTicked(selection: Selection, id: string): boolean {
  return selection.kind === "all" || selection.ids.has(id);
}

export function toggle(ids: ReadonlySet<string>, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { kind: "ticked", ids: next };
}

/**
 * The filter that a recovery of the selection starts with. Ticked objects are named by id; which of their attributes
 * were asked for stays. Nothing ticked means everything that the filter matches.
 */
export function chosenFilter(filter: ChangeFilter, selection: Selection): ChangeFilter {
  if (selection.kind === "all" || selection.ids.size === 0) return filter;
  const { attributes, exceptAttributes } = filter;
  return {
    ids: [...selection.ids],
    ...(attributes === undefined ? {} : { attributes }),
    ...(exceptAttributes === undefined ? {} : { exceptAttributes }),
  };
}

/** The filter with one list's entry put in or taken out; an empty list is no restriction. */
export function toggleIn<Field extends "types" | "kinds" | "attributes" | "exceptAttributes" | "correlation">(
  filter: ChangeFilter,
  field: Field,
  entry: NonNullable<ChangeFilter[Field]>[number],
): ChangeFilter {
  const list: readonly string[] = filter[field] ?? [];
  const next = list.includes(entry) ? list.filter((each) => each !== entry) : [...list, entry];
  return withField(filter, field, next.length === 0 ? undefined : (next as ChangeFilter[Field]));
}

/** The filter with one field set, or left away where the value is undefined. */
export function withField<Field extends keyof ChangeFilter>(
  filter: ChangeFilter,
  field: Field,
  value: ChangeFilter[Field] | undefined,
): ChangeFilter {
  const { [field]: _old, ...rest } = filter;
  return value === undefined ? rest : { ...rest, [field]: value };
}
