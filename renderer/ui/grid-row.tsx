// biome-ignore-all lint/a11y/useSemanticElements: rows that exist only while they are on the screen cannot be a table's
import { mergeClasses } from "@fluentui/react-components";
import { Checkmark12Filled } from "@fluentui/react-icons/svg/checkmark";
import { ChevronDownRegular } from "@fluentui/react-icons/svg/chevron-down";
import { ChevronRightRegular } from "@fluentui/react-icons/svg/chevron-right";
import { memo } from "react";
import type { GridColumn } from "./grid-column.ts";
import type { GridSection } from "./grid-sections.ts";
import { useGridStyles } from "./use-grid-styles.ts";
import { countOf } from "./words.ts";

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
  /** The row is a heading. */
  readonly section?: GridSection | undefined;
  /** Of a row beneath a heading. */
  readonly level?: number | undefined;
  readonly onTick: (index: number, extend: boolean) => void;
  readonly onOpen: (index: number) => void;
}

/** One line of the grid. The grid holds the focus; clicks are only the mouse's way to the same actions. */
function Row<Item>(props: GridRowProps<Item>) {
  const { id, index, item, columns, ticked, active, opened } = props;
  const styles = useGridStyles();
  if (props.section !== undefined) return <SectionRow {...props} section={props.section} />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys for its active row
    // biome-ignore lint/a11y/useFocusableInteractive: the grid points at its active row
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      {...(props.level === undefined ? {} : { "aria-level": props.level })}
      {...(ticked === undefined ? {} : { "aria-selected": ticked })}
      {...(opened ? { "aria-current": true } : {})}
      data-active={active}
      className={mergeClasses(styles.row, styles.openable, ticked === true && styles.ticked, opened && styles.opened)}
      style={{ top: props.top, height: props.height, gridTemplateColumns: props.template }}
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

type SectionRowProps = Pick<GridRowProps<unknown>, "id" | "index" | "active" | "top" | "height" | "onOpen"> & {
  readonly section: GridSection;
};

/** A heading over the whole width, which opens and closes what is beneath it. */
function SectionRow({ id, index, active, top, height, onOpen, section }: SectionRowProps) {
  const styles = useGridStyles();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys for its active row
    // biome-ignore lint/a11y/useFocusableInteractive: the grid points at its active row
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-level={1}
      aria-expanded={section.open}
      data-active={active}
      className={mergeClasses(styles.row, styles.openable, styles.section)}
      style={{ top, height }}
      onClick={() => onOpen(index)}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid points at its active row */}
      <div role="gridcell" className={styles.cell}>
        {section.open ? <ChevronDownRegular fontSize={16} /> : <ChevronRightRegular fontSize={16} />}
        {section.label}
        <span className={styles.sectionCount}>{countOf(section.count, "change", "changes")}</span>
      </div>
    </div>
  );
}

/** Drawn anew only when it changes: scrolling moves the rows that stay without touching them. */
export const GridRow = memo(Row) as typeof Row;
