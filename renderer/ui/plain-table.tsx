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

/** A table of few rows, which need no grid. */
export function PlainTable({ label, columns, children }: PlainTableProps) {
  const styles = useTableStyles();
  return (
    <Table aria-label={label} className={styles.table}>
      <TableHeader>
        <TableRow>
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
  );
}
