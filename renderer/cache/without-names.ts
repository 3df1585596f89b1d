import type { ChangeFilter } from "../../preload/contract/filter.ts";

const namingFields = ["name", "actor"] as const;
export type NamingField = (typeof namingFields)[number];

interface Unnamed {
  readonly filter: Omit<ChangeFilter, NamingField>;
  readonly leftOut: readonly NamingField[];
}

/** A filter without the texts that name people, and which were left out: names and pseudonyms are not for the same screen. */
export function withoutNames(filter: ChangeFilter): Unnamed {
  const { name: _name, actor: _actor, ...rest } = filter;
  return { filter: rest, leftOut: namingFields.filter((field) => filter[field] !== undefined) };
}
