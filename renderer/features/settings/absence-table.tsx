import { TableCell, TableRow } from "@fluentui/react-components";
import type { Absence } from "../../../preload/contract/schedule.ts";
import { Moment } from "../../ui/moment.tsx";
import { PlainTable } from "../../ui/plain-table.tsx";
import { useTableStyles } from "../../ui/use-table-styles.ts";
import { count } from "../../ui/words.ts";

const columns = ["Not taken", "Days", "Why"] as const;

/** The days that have no snapshot although they should, and why. */
export function AbsenceTable({ absences }: { readonly absences: readonly Absence[] }) {
  const styles = useTableStyles();
  return (
    <PlainTable label="Days without a snapshot" columns={columns}>
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
    </PlainTable>
  );
}
