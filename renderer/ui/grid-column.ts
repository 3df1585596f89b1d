import type { ReactNode } from "react";

export interface GridColumn<Item> {
  readonly key: string;
  readonly label: string;
  /** A CSS grid track: "160px", "minmax(120px, 1fr)". */
  readonly track: string;
  /** Left out while the grid is narrower than this many pixels. */
  readonly from?: number;
  readonly sortable?: boolean;
  readonly render: (item: Item) => ReactNode;
}

export interface GridSort {
  readonly key: string;
  readonly descending: boolean;
}
