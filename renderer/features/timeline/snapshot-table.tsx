import { makeStyles, Text, tokens } from "@fluentui/react-components";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { groupByDay } from "./group-by-day.ts";
import { SnapshotRow } from "./snapshot-row.tsx";

const useStyles = makeStyles({
  table: {
    width: "100%",
    borderCollapse: "separate",
    borderSpacing: 0,
    tableLayout: "fixed",
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  head: {
    textAlign: "start",
    padding: tokens.spacingHorizontalM,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    fontWeight: tokens.fontWeightSemibold,
  },
  day: {
    textAlign: "start",
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

interface SnapshotTableProps {
  readonly records: readonly SnapshotRecord[];
  readonly selected: readonly number[];
  readonly onSelect: (selected: readonly number[]) => void;
  readonly canCapture: boolean;
  readonly now: number;
}

const columns = [
  { label: "Snapshot", width: "104px" },
  { label: "Taken", width: "130px" },
  { label: "State", width: "220px" },
  { label: "Objects", width: "auto" },
] as const;

/** The snapshots under their days, the latest first. At most two can be selected; a third replaces the older choice. */
export function SnapshotTable({ records, selected, onSelect, canCapture, now }: SnapshotTableProps) {
  const styles = useStyles();
  const toggle = (number: number) =>
    onSelect(selected.includes(number) ? selected.filter((each) => each !== number) : [...selected, number].slice(-2));
  return (
    <table className={styles.table} aria-label="Snapshots">
      <thead>
        <tr>
          {columns.map(({ label, width }) => (
            <th key={label} scope="col" className={styles.head} style={{ width }}>
              {label}
            </th>
          ))}
          <td className={styles.head} style={{ width: "172px" }} />
        </tr>
      </thead>
      {groupByDay(records, now).map(({ day, records: group }) => (
        <tbody key={day}>
          <tr>
            <th scope="rowgroup" colSpan={5} className={styles.day}>
              <Text weight="semibold">{day}</Text>
            </th>
          </tr>
          {group.map((record) => (
            <SnapshotRow
              key={record.id}
              record={record}
              selected={selected.includes(record.number)}
              onToggle={() => toggle(record.number)}
              canCapture={canCapture}
              now={now}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}
