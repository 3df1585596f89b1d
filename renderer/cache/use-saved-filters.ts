import { useCallback, useEffect, useState } from "react";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import { keep } from "./keep.ts";
import { keepFilter } from "./kept-filter.ts";
import type { SavedFilter } from "./window-database.ts";

export interface SavedFilters {
  readonly filters: readonly SavedFilter[];
  readonly save: (label: string, filter: ChangeFilter) => void;
  readonly remove: (id: number) => void;
}

/** The person's saved filters, in the order in which they were saved. */
export function useSavedFilters(): SavedFilters {
  const [filters, setFilters] = useState<readonly SavedFilter[]>([]);
  const reload = useCallback(async () => setFilters(await keep((database) => database.filters.toArray(), [])), []);
  useEffect(() => void reload(), [reload]);
  const save = useCallback(
    (label: string, filter: ChangeFilter) =>
      void keep((database) => database.filters.add({ label, filter: keepFilter(filter) }), undefined).then(reload),
    [reload],
  );
  const remove = useCallback(
    (id: number) => void keep((database) => database.filters.delete(id), undefined).then(reload),
    [reload],
  );
  return { filters, save, remove };
}
