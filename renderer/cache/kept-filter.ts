import type { ChangeFilter } from "../../preload/contract/filter.ts";

const namingFields = ["name", "actor"] as const;
export type NamingField = (typeof namingFields)[number];

/** A filter as it may lie on the disk unsealed: texts that name people are left out, and it says which were. */
export interface KeptFilter {
  readonly filter: Omit<ChangeFilter, NamingField>;
  readonly leftOut: readonly NamingField[];
}

export function keepFilter(filter: ChangeFilter): KeptFilter {
  const { name: _name, actor: _actor, ...rest } = filter;
  return { filter: rest, leftOut: namingFields.filter((field) => filter[field] !== undefined) };
}
