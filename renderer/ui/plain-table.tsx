import { Table, TableBody, TableHeader, TableHeaderCell, TableRow } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTableStyles } from "./use-table-styles.ts";

interface PlainTableProps {
  readonly label: string;
  /** Their names, in order; what has no width shares the rest. */
  readonly columns: readonly (string | { readonly name: string; readonly width: string })[];
  /** The rows. */
  readonly children: ReactNode;
}

/** Where the window is small, what shares the rest keeps this, and the table scrolls sideways in itself. */
const leastShare = "240px";

/** A table of few rows, which need no grid. */
export function PlainTable({ label, columns, children }: PlainTableProps) {
  const styles = useTableStyles();
  const widths = columns.map((column) => (typeof column === "string" ? leastShare : column.width));
  return (
    <div className={styles.frame}>
      <Table aria-label={label} className={styles.table} style={{ minWidth: `calc(${widths.join(" + ")})` }}>
        <TableHeader>
          <TableRow className={styles.head}>
            {columns.map((column) =>
              typeof column === "string" ? (
                <TableHeaderCell key={column}>{column}</TableHeaderCell>
              ) : (
                <TableHeaderCell key={column.name} style={{ width: column.width }}>
                  {column.name}
                </TableHeaderCell>
              ),
            )}
          </TableRow>
        </TableHeader>
        <TableBody>{children}</TableBody>
      </Table>
    </div>
  );
}
