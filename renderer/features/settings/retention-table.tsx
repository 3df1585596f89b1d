import { Button, TableCell, TableRow, Text } from "@fluentui/react-components";
import { useState } from "react";
import type { KeepReason, RetentionPreview } from "../../../preload/contract/retention.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { Moment } from "../../ui/moment.tsx";
import { PlainTable } from "../../ui/plain-table.tsx";
import { useTableStyles } from "../../ui/use-table-styles.ts";
import { count, countOf } from "../../ui/words.ts";
import { reasonWords } from "./retention-words.ts";
import { SectionText } from "./section-text.tsx";
import { StateMark } from "./state-mark.tsx";

const shownFirst = 30;

interface RetentionTableProps {
  readonly preview: RetentionPreview;
  readonly records: readonly SnapshotRecord[];
}

/** Which snapshots would go now, and why the others stay. */
export function RetentionTable({ preview, records }: RetentionTableProps) {
  const [all, setAll] = useState(false);
  const rows = rowsOf(preview);
  if (rows.length === 0)
    return <SectionText>There is no snapshot yet: nothing to keep, nothing to remove.</SectionText>;
  const { kept, removed } = preview;
  return (
    <>
      <Text as="h2" size={400} weight="semibold" style={{ margin: 0 }}>
        {countOf(kept.length, "snapshot stays", "snapshots stay")},{" "}
        {removed.length === 0 ? "none would go" : `${count(removed.length)} would go`}
      </Text>
      <Rows rows={all ? rows : rows.slice(0, shownFirst)} records={records} />
      {!all && rows.length > shownFirst && (
        <div>
          <Button onClick={() => setAll(true)}>Show all {count(rows.length)}</Button>
        </div>
      )}
    </>
  );
}

interface Row {
  readonly number: number;
  /** None: no rule keeps it. */
  readonly reasons: readonly KeepReason[];
}

const columns = [
  { name: "Snapshot", width: "110px" },
  { name: "Taken", width: "220px" },
  { name: "State", width: "150px" },
  "Why",
] as const;

/** What would go comes first, so that nobody overlooks it; the latest of each first. */
function rowsOf({ kept, removed }: RetentionPreview): readonly Row[] {
  const going = removed.map((number) => ({ number, reasons: [] }));
  return [...going.toReversed(), ...kept.toReversed()];
}

function Rows({ rows, records }: { readonly rows: readonly Row[]; readonly records: readonly SnapshotRecord[] }) {
  const styles = useTableStyles();
  const endedAt = new Map(records.map((record) => [record.number, record.endedAt]));
  return (
    <PlainTable label="What stays" columns={columns}>
      {rows.map(({ number, reasons }) => (
        <TableRow key={number}>
          <TableCell>#{number}</TableCell>
          <TableCell>
            <OptionalMoment iso={endedAt.get(number)} />
          </TableCell>
          <TableCell>
            {reasons.length === 0 ? (
              <StateMark state="warning">Would go</StateMark>
            ) : (
              <StateMark state="good">Stays</StateMark>
            )}
          </TableCell>
          <TableCell className={styles.cell}>{whyOf(reasons)}</TableCell>
        </TableRow>
      ))}
    </PlainTable>
  );
}

function OptionalMoment({ iso }: { readonly iso: string | undefined }) {
  return iso === undefined ? null : <Moment iso={iso} />;
}

function whyOf(reasons: readonly KeepReason[]): string {
  if (reasons.length === 0) return "No rule keeps it";
  const words = reasons.map((reason) => reasonWords[reason]).join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
