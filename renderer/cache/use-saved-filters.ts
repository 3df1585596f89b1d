import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type { SavedFilter } from "./kept.ts";
import { useKeptList } from "./use-kept-list.ts";

export interface SavedFilters {
  readonly filters: readonly SavedFilter[];
  readonly save: (label: string, filter: ChangeFilter) => void;
  readonly remove: (id: number) => void;
}

/** The person's saved filters for this tenant, in the order in which they were saved. */
export function useSavedFilters(): SavedFilters {
  const [filters, change] = useKeptList("filters");
  const save = (label: string, filter: ChangeFilter) => {
    const id = Math.max(0, ...filters.map((each) => each.id)) + 1;
    change([...filters, { id, label, filter }]);
  };
  const remove = (id: number) => change(filters.filter((each) => each.id !== id));
  return { filters, save, remove };
}
