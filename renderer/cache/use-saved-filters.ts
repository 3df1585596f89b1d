import { useCallback, useEffect, useState } from "react";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type { SavedFilter } from "./kept.ts";
import { useVaultCache } from "./vault-cache-context.tsx";

export interface SavedFilters {
  readonly filters: readonly SavedFilter[];
  readonly save: (label: string, filter: ChangeFilter) => void;
  readonly remove: (id: number) => void;
}

/** The person's saved filters for this tenant, in the order in which they were saved. */
export function useSavedFilters(): SavedFilters {
  const cache = useVaultCache();
  const [filters, setFilters] = useState<readonly SavedFilter[]>([]);
  useEffect(() => {
    let left = false;
    void cache?.read("filters").then((kept) => left || setFilters(kept ?? []));
    return () => {
      left = true;
    };
  }, [cache]);
  const change = useCallback(
    (next: readonly SavedFilter[]) => {
      setFilters(next);
      void cache?.write("filters", next);
    },
    [cache],
  );
  const save = (label: string, filter: ChangeFilter) => {
    const id = Math.max(0, ...filters.map((each) => each.id)) + 1;
    change([...filters, { id, label, filter }]);
  };
  const remove = (id: number) => change(filters.filter((each) => each.id !== id));
  return { filters, save, remove };
}
