import { useCallback } from "react";
import type { PageStore } from "../bridge/page-store.ts";
import { ErrorBar } from "./error-bar.tsx";
import type { GridSections } from "./grid-sections.ts";
import { Loading } from "./loading.tsx";
import type { VirtualGridProps } from "./virtual-grid.tsx";
import { VirtualGrid } from "./virtual-grid.tsx";

function itemsBetween(sections: GridSections, first: number, last: number): readonly number[] {
  const rows = Array.from({ length: last - first + 1 }, (_, index) => sections.itemAt(first + index));
  return rows.flatMap((item) => item ?? []);
}

type OfItems<Item> = Pick<VirtualGridProps<Item>, "onOpen" | "onCopy" | "opened" | "ticks">;

/** What speaks of items, as the grid calls it with rows. A heading opens and closes instead. */
function rowsOf<Item>({ onOpen, onCopy, opened, ticks }: OfItems<Item>, sections: GridSections): OfItems<Item> {
  const onItem = (row: number, act: (item: number) => void) => {
    const item = sections.itemAt(row);
    if (item === undefined) sections.fold(row);
    else act(item);
  };
  return {
    onOpen: (row) => onItem(row, (item) => onOpen?.(item)),
    ...(onCopy === undefined ? {} : { onCopy: (row: number) => onItem(row, onCopy) }),
    opened: opened === undefined ? undefined : sections.rowOf(opened),
    ...(ticks === undefined
      ? {}
      : {
          ticks: {
            ...ticks,
            isTicked: (row: number) => {
              const item = sections.itemAt(row);
              return item !== undefined && ticks.isTicked(item);
            },
            tick: (row: number, extend: boolean) => onItem(row, (item) => ticks.tick(item, extend)),
          },
        }),
  };
}

type PagedGridProps<Item> = Omit<VirtualGridProps<Item>, "rowCount" | "item" | "onRange" | "sections"> & {
  readonly pages: PageStore<Item>;
  /** Said while the first page is on its way. */
  readonly waiting: string;
  /** Headings among the items; the other functions go on to speak of items. */
  readonly sections?: GridSections | undefined;
  /** For a list that the engine has let go of: asking for the same pages again would not help. */
  readonly onGone?: () => void;
};

/** A grid over a paged list. */
export function PagedGrid<Item>({ pages, waiting, onGone, sections, ...grid }: PagedGridProps<Item>) {
  const onRange = useCallback(
    (first: number, last: number) => {
      if (sections === undefined) pages.want(first, last);
      else pages.wantRows(itemsBetween(sections, first, last));
    },
    [pages, sections],
  );
  if (pages.error !== undefined) {
    const gone = pages.error.code === "USAGE_NOT_FOUND" ? onGone : undefined;
    return <ErrorBar error={pages.error} onRetry={gone ?? (() => pages.retry())} />;
  }
  if (pages.total === undefined) return <Loading what={waiting} />;
  if (sections !== undefined) {
    const item = (row: number) => {
      const place = sections.itemAt(row);
      return place === undefined ? undefined : pages.item(place);
    };
    const inRows = { ...grid, ...rowsOf(grid, sections) };
    return <VirtualGrid {...inRows} rowCount={sections.rowCount} item={item} onRange={onRange} sections={sections} />;
  }
  return <VirtualGrid {...grid} rowCount={pages.total} item={(index) => pages.item(index)} onRange={onRange} />;
}
