import {
  Button,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
} from "@fluentui/react-components";
import { useState } from "react";
import type { KeepReason, RetentionPreview } from "../../../preload/contract/retention.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { Moment } from "../../ui/moment.tsx";
import { count, countOf } from "../../ui/words.ts";
import { reasonWords } from "./retention-words.ts";
import { SectionText } from "./section-text.tsx";
import { StateMark } from "./state-mark.tsx";
import { useTableStyles } from "./use-table-styles.ts";

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

/** What would go comes first, so that nobody overlooks it; the latest of each first. */
function rowsOf({ kept, removed }: RetentionPreview): readonly Row[] {
  const going = removed.map((number) => ({ number, reasons: [] }));
  return [...going.toReversed(), ...kept.toReversed()];
}

function Rows({ rows, records }: { readonly rows: readonly Row[]; readonly records: readonly SnapshotRecord[] }) {
  const styles = useTableStyles();
  const endedAt = new Map(records.map((record) => [record.number, record.endedAt]));
  return (
    <Table aria-label="What stays" className={styles.table}>
      <TableHeader>
        <TableRow>
          <TableHeaderCell style={{ width: "110px" }}>Snapshot</TableHeaderCell>
          <TableHeaderCell style={{ width: "220px" }}>Taken</TableHeaderCell>
          <TableHeaderCell style={{ width: "150px" }}>State</TableHeaderCell>
          <TableHeaderCell>Why</TableHeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
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
      </TableBody>
    </Table>
  );
}

function OptionalMoment({ iso }: { readonly iso: string | undefined }) {
  return iso === undefined ? null : <Moment iso={iso} zone />;
}

function whyOf(reasons: readonly KeepReason[]): string {
  if (reasons.length === 0) return "No rule keeps it";
  const words = reasons.map((reason) => reasonWords[reason]).join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
