// biome-ignore-all lint/a11y/useSemanticElements: rows that exist only while they are on the screen cannot be a table's
// biome-ignore-all lint/a11y/noStaticElementInteractions: it is a grid, or a tree of rows
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: both have a label
import { mergeClasses } from "@fluentui/react-components";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { GridColumn, GridSort } from "./grid-column.ts";
import { GridHeader, gridHeaderHeight } from "./grid-header.tsx";
import { GridRow } from "./grid-row.tsx";
import type { GridSections } from "./grid-sections.ts";
import { handleGridKey } from "./use-grid-keys.ts";
import { useGridStyles } from "./use-grid-styles.ts";
import { useLatest } from "./use-latest.ts";
import { useRowWindow } from "./use-row-window.ts";
import { useWidth } from "./use-width.ts";
import { largeTypeFactor, useIsLarge } from "./window-theme.tsx";

const usualRowHeight = 44;
const largeRowHeight = 56;
const tickTrack = "40px";

export interface GridTicks {
  readonly isTicked: (index: number) => boolean;
  readonly all: boolean | "mixed";
  /** `extend`: everything between the last ticked row and this one. */
  readonly tick: (index: number, extend: boolean) => void;
  readonly tickAll: () => void;
}

export interface VirtualGridProps<Item> {
  readonly label: string;
  readonly columns: readonly GridColumn<Item>[];
  readonly rowCount: number;
  /** Undefined while the row is being fetched. */
  readonly item: (index: number) => Item | undefined;
  readonly onRange?: (first: number, last: number) => void;
  readonly onOpen?: (index: number) => void;
  /** Of the row that the keys are at. */
  readonly onCopy?: (index: number) => void;
  /** The row that is open elsewhere on the screen. */
  readonly opened?: number | undefined;
  readonly ticks?: GridTicks;
  readonly sort?: GridSort;
  readonly onSort?: (sort: GridSort) => void;
  /** Headings among the rows. */
  readonly sections?: GridSections;
  readonly className?: string;
  /** The row to begin at; the grid takes the focus there, as for somebody who comes back to it. */
  readonly start?: number | undefined;
}

/** A list of up to hundreds of thousands of rows: only those on the screen exist. One tab stop; keys move inside. */
export function VirtualGrid<Item>(props: VirtualGridProps<Item>) {
  const { columns, rowCount, item, onRange, onOpen, ticks, sections } = props;
  const styles = useGridStyles();
  const isLarge = useIsLarge();
  const rowHeight = isLarge ? largeRowHeight : usualRowHeight;
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const width = useWidth(grid);
  const [active, setActive] = useState(props.start ?? 0);
  const fitting = useMemo(() => (isLarge ? columns.map(enlarged) : columns), [columns, isLarge]);
  const shown = useMemo(() => fitting.filter(({ from }) => from === undefined || width >= from), [fitting, width]);
  const template = [...(ticks === undefined ? [] : [tickTrack]), ...shown.map((column) => column.track)].join(" ");
  const { placed, first, last, reveal } = useRowWindow({
    element: grid,
    rowCount,
    rowHeight,
    headHeight: gridHeaderHeight,
    active,
    start: props.start ?? 0,
  });
  const returning = useRef(props.start !== undefined);
  useEffect(() => {
    if (returning.current) grid.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => onRange?.(first, last), [onRange, first, last]);
  const move = (index: number) => {
    setActive(index);
    reveal(index);
  };
  const tickRow = useLatest((index: number, extend: boolean) => {
    setActive(index);
    ticks?.tick(index, extend);
  });
  const openRow = useLatest((index: number) => {
    setActive(index);
    onOpen?.(index);
  });
  const keys = {
    active: Math.min(active, Math.max(rowCount - 1, 0)),
    rowCount,
    page: Math.max(1, last - first - 1),
    move,
    tick: ticks?.tick,
    tickAll: ticks?.tickAll,
    open: (index: number) => onOpen?.(index),
    copy: props.onCopy,
    fold: sections?.fold,
  };
  return (
    <div
      ref={grid}
      role={sections === undefined ? "grid" : "treegrid"}
      aria-label={props.label}
      aria-rowcount={rowCount + 1}
      {...(ticks === undefined ? {} : { "aria-multiselectable": true })}
      {...(rowCount === 0 ? {} : { "aria-activedescendant": `${id}-${keys.active}` })}
      tabIndex={0}
      className={mergeClasses(styles.grid, props.className)}
      onKeyDown={(event) => handleGridKey(event, keys)}
    >
      <div role="rowgroup" className={styles.head}>
        <GridHeader
          columns={shown}
          template={template}
          sort={props.sort}
          onSort={props.onSort}
          allTicked={ticks?.all}
          onTickAll={ticks?.tickAll}
        />
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: rowCount * rowHeight }}>
        {placed.map(({ place, row: index }) => (
          <GridRow
            key={place}
            id={`${id}-${index}`}
            index={index}
            item={item(index)}
            columns={shown}
            template={template}
            top={index * rowHeight}
            height={rowHeight}
            active={index === keys.active}
            opened={index === props.opened}
            ticked={ticks?.isTicked(index)}
            section={sections?.sectionAt(index)}
            level={sections === undefined ? undefined : 2}
            onTick={tickRow}
            onOpen={openRow}
          />
        ))}
      </div>
    </div>
  );
}

/** Words of large type need as much more room. */
function enlarged<Item>({ track, from, ...column }: GridColumn<Item>): GridColumn<Item> {
  const wider = track.replaceAll(/(\d+)px/gu, (_, pixels) => `${Math.round(Number(pixels) * largeTypeFactor)}px`);
  return { ...column, track: wider, ...(from === undefined ? {} : { from: from * largeTypeFactor }) };
}
