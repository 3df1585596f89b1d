// biome-ignore-all lint/a11y/useSemanticElements: rows that exist only while they are on the screen cannot be a table's
import { Button, Checkbox, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowSortDownRegular } from "@fluentui/react-icons/svg/arrow-sort-down";
import { ArrowSortUpRegular } from "@fluentui/react-icons/svg/arrow-sort-up";
import type { GridColumn, GridSort } from "./grid-column.ts";

export const gridHeaderHeight = 40;

const useStyles = makeStyles({
  head: {
    position: "sticky",
    top: 0,
    zIndex: 1,
    display: "grid",
    alignItems: "center",
    height: `${gridHeaderHeight}px`,
    boxSizing: "border-box",
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  cell: {
    padding: `0 ${tokens.spacingHorizontalS}`,
    overflow: "hidden",
    whiteSpace: "nowrap",
    textOverflow: "ellipsis",
  },
  sort: {
    minWidth: 0,
    padding: `0 ${tokens.spacingHorizontalXS}`,
    marginLeft: `calc(-1 * ${tokens.spacingHorizontalXS})`,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  tick: { display: "flex", justifyContent: "center" },
});

interface GridHeaderProps<Item> {
  readonly columns: readonly GridColumn<Item>[];
  readonly template: string;
  readonly sort?: GridSort | undefined;
  readonly onSort?: ((sort: GridSort) => void) | undefined;
  readonly allTicked?: boolean | "mixed" | undefined;
  readonly onTickAll?: (() => void) | undefined;
}

export function GridHeader<Item>(props: GridHeaderProps<Item>) {
  const styles = useStyles();
  const { columns, template, sort, onSort, onTickAll, allTicked } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus for its rows
    <div role="row" aria-rowindex={1} className={styles.head} style={{ gridTemplateColumns: template }}>
      {onTickAll !== undefined && (
        // biome-ignore lint/a11y/useFocusableInteractive: the checkbox inside takes the focus
        <div role="columnheader" className={styles.tick}>
          <Checkbox aria-label="Select all matching" checked={allTicked ?? false} onChange={onTickAll} />
        </div>
      )}
      {columns.map((column) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
        <div
          key={column.key}
          role="columnheader"
          className={styles.cell}
          {...(column.sortable === true ? { "aria-sort": sortOf(column.key, sort) } : {})}
        >
          {column.sortable === true && onSort !== undefined ? (
            <Button
              appearance="transparent"
              size="small"
              className={styles.sort}
              iconPosition="after"
              icon={sortIcon(column.key, sort)}
              onClick={() => onSort({ key: column.key, descending: sort?.key === column.key && !sort.descending })}
            >
              {column.label}
            </Button>
          ) : (
            column.label
          )}
        </div>
      ))}
    </div>
  );
}

function sortOf(key: string, sort: GridSort | undefined): "none" | "ascending" | "descending" {
  if (sort?.key !== key) return "none";
  return sort.descending ? "descending" : "ascending";
}

function sortIcon(key: string, sort: GridSort | undefined) {
  if (sort?.key !== key) return null;
  return sort.descending ? <ArrowSortDownRegular /> : <ArrowSortUpRegular />;
}
