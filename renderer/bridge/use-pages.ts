import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { FetchPage } from "./page-store.ts";
import { PageStore } from "./page-store.ts";

/** A paged list; a new `key` (what is listed, in which order) starts it anew. */
export function usePages<Item>(key: string, fetchPage: FetchPage<Item>): PageStore<Item> {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what `fetchPage` closes over
  const store = useMemo(() => new PageStore(fetchPage), [key]);
  useSyncExternalStore(store.subscribe, store.version);
  useEffect(() => store.want(0, 0), [store]);
  return store;
}
