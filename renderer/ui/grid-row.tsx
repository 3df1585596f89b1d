// biome-ignore-all lint/a11y/useSemanticElements: rows that exist only while they are on the screen cannot be a table's
import { mergeClasses } from "@fluentui/react-components";
import { Checkmark12Filled } from "@fluentui/react-icons/svg/checkmark";
import { memo } from "react";
import type { GridColumn } from "./grid-column.ts";
import { useGridStyles } from "./use-grid-styles.ts";

interface GridRowProps<Item> {
  readonly id: string;
  readonly index: number;
  readonly item: Item | undefined;
  readonly columns: readonly GridColumn<Item>[];
  readonly template: string;
  readonly top: number;
  readonly height: number;
  readonly active: boolean;
  readonly opened: boolean;
  /** Undefined where rows cannot be ticked. */
  readonly ticked: boolean | undefined;
  readonly onTick: (index: number, extend: boolean) => void;
  readonly onOpen: (index: number) => void;
}

/** One line of the grid. The grid holds the focus; clicks are only the mouse's way to the same actions. */
function Row<Item>(props: GridRowProps<Item>) {
  const { id, index, item, columns, ticked, active, opened } = props;
  const styles = useGridStyles();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys for its active row
    // biome-ignore lint/a11y/useFocusableInteractive: the grid points at its active row
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      {...(ticked === undefined ? {} : { "aria-selected": ticked })}
      {...(opened ? { "aria-current": true } : {})}
      data-active={active}
      className={mergeClasses(styles.row, styles.openable, ticked === true && styles.ticked, opened && styles.opened)}
      style={{ transform: `translateY(${props.top}px)`, height: props.height, gridTemplateColumns: props.template }}
      onClick={() => props.onOpen(index)}
    >
      {ticked !== undefined && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: Space ticks the active row
        // biome-ignore lint/a11y/useFocusableInteractive: the grid points at its active row
        <div
          role="gridcell"
          className={styles.tick}
          data-tick
          onClick={(event) => {
            event.stopPropagation();
            props.onTick(index, event.shiftKey);
          }}
        >
          <span className={mergeClasses(styles.box, ticked && styles.boxTicked)} aria-hidden="true">
            {ticked && <Checkmark12Filled />}
          </span>
        </div>
      )}
      {columns.map((column) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the grid points at its active row
        <div key={column.key} role="gridcell" className={styles.cell}>
          {item === undefined ? <span className={styles.waiting} /> : column.render(item)}
        </div>
      ))}
    </div>
  );
}

/** Drawn anew only when it changes: scrolling moves the rows that stay without touching them. */
export const GridRow = memo(Row) as typeof Row;
