import { useCallback } from "react";
import type { PageStore } from "../bridge/page-store.ts";
import { ErrorBar } from "./error-bar.tsx";
import { Loading } from "./loading.tsx";
import type { VirtualGridProps } from "./virtual-grid.tsx";
import { VirtualGrid } from "./virtual-grid.tsx";

type PagedGridProps<Item> = Omit<VirtualGridProps<Item>, "rowCount" | "item" | "onRange"> & {
  readonly pages: PageStore<Item>;
  /** Said while the first page is on its way. */
  readonly waiting: string;
  /** For a list that the engine has let go of: asking for the same pages again would not help. */
  readonly onGone?: () => void;
};

/** A grid over a paged list. */
export function PagedGrid<Item>({ pages, waiting, onGone, ...grid }: PagedGridProps<Item>) {
  const onRange = useCallback((first: number, last: number) => pages.want(first, last), [pages]);
  if (pages.error !== undefined) {
    const gone = pages.error.code === "USAGE_NOT_FOUND" ? onGone : undefined;
    return <ErrorBar error={pages.error} onRetry={gone ?? (() => pages.retry())} />;
  }
  if (pages.total === undefined) return <Loading what={waiting} />;
  return <VirtualGrid {...grid} rowCount={pages.total} item={(index) => pages.item(index)} onRange={onRange} />;
}
