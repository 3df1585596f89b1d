import { Button, makeStyles, mergeClasses, Text, tokens } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { forTheEar } from "../../ui/for-the-ear.ts";
import { tightWindow } from "../../ui/small-window.ts";
import { count, countOf } from "../../ui/words.ts";
import { listEntries } from "./list-entries.ts";
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
    // Keeps what is only heard from making the whole window longer.
    [tightWindow]: { display: "block", position: "relative" },
  },
  heads: { [tightWindow]: forTheEar },
  days: { [tightWindow]: { display: "block" } },
  dayRow: { [tightWindow]: { display: "grid" } },
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
  gap: { borderLeft: `4px dotted ${tokens.colorNeutralStrokeAccessible}`, backgroundColor: "transparent" },
  more: { alignSelf: "center", flexShrink: 0 },
});

/** Each has many parts: four hundred of them at once would keep the window waiting. */
const rowsAtOnce = 20;

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
  const [shown, setShown] = useState(rowsAtOnce);
  const inTime = useMemo(
    () => records.toSorted((one, other) => Date.parse(one.endedAt) - Date.parse(other.endedAt)),
    [records],
  );
  const entries = listEntries(inTime.slice(-shown), now);
  const left = Math.max(0, records.length - shown);
  return (
    <>
      <table className={styles.table} aria-label="Snapshots">
        <thead className={styles.heads}>
          <tr>
            {columns.map(({ label, width }) => (
              <th key={label} scope="col" className={styles.head} style={{ width }}>
                {label}
              </th>
            ))}
            <td className={styles.head} style={{ width: "200px" }} />
          </tr>
        </thead>
        {entries.map(({ day, records: group, gap }) => (
          <tbody key={day} className={styles.days}>
            <tr className={styles.dayRow}>
              <th scope="rowgroup" colSpan={5} className={mergeClasses(styles.day, gap && styles.gap)}>
                <Text weight={gap ? "regular" : "semibold"}>{day}</Text>
              </th>
            </tr>
            {group.map((record) => (
              <SnapshotRow
                key={record.id}
                record={record}
                before={inTime[inTime.indexOf(record) - 1]}
                selected={selected.includes(record.number)}
                onToggle={() => toggle(record.number)}
                canCapture={canCapture}
                now={now}
              />
            ))}
          </tbody>
        ))}
      </table>
      {left > 0 && (
        <Button className={styles.more} onClick={() => setShown(shown + rowsAtOnce)}>
          Show {count(Math.min(left, rowsAtOnce))} earlier of {countOf(left, "snapshot", "snapshots")}
        </Button>
      )}
    </>
  );
}
