import { Table, TableBody, TableCell, TableHeader, TableHeaderCell, TableRow } from "@fluentui/react-components";
import type { Absence } from "../../../preload/contract/schedule.ts";
import { Moment } from "../../ui/moment.tsx";
import { count } from "../../ui/words.ts";
import { useTableStyles } from "./use-table-styles.ts";

/** The days that have no snapshot although they should, and why. */
export function AbsenceTable({ absences }: { readonly absences: readonly Absence[] }) {
  const styles = useTableStyles();
  return (
    <Table className={styles.table} aria-label="Days without a snapshot">
      <TableHeader>
        <TableRow>
          <TableHeaderCell>Not taken</TableHeaderCell>
          <TableHeaderCell>Days</TableHeaderCell>
          <TableHeaderCell>Why</TableHeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {absences.map(({ from, to, count: days, reason }) => (
          <TableRow key={`${from} ${to} ${reason}`}>
            <TableCell className={styles.cell}>
              <Moment iso={from} />
              {days > 1 && (
                <>
                  {" to "}
                  <Moment iso={to} />
                </>
              )}
            </TableCell>
            <TableCell className={styles.cell}>{count(days)}</TableCell>
            <TableCell className={styles.cell}>{reason}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
