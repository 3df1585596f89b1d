import { Select } from "@fluentui/react-components";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { formatMomentWithZone } from "../../ui/time.ts";

interface SnapshotSelectProps {
  readonly label: string;
  /** Latest first. */
  readonly records: readonly SnapshotRecord[];
  readonly value: number;
  readonly onChange: (number: number) => void;
}

/** One of the snapshots, each with its time and what there is to know of it before it is believed. */
export function SnapshotSelect({ label, records, value, onChange }: SnapshotSelectProps) {
  return (
    <Select aria-label={label} value={value} onChange={(_, chosen) => onChange(Number(chosen.value))}>
      {records.map((record, index) => (
        <option key={record.number} value={record.number}>
          {snapshotWords(record)}
          {index === 0 ? " (latest)" : ""}
        </option>
      ))}
    </Select>
  );
}

/** "#4 · 12 Sept 2026, 14:03 CEST · partial". */
export function snapshotWords({ number, endedAt, complete, origin }: SnapshotRecord): string {
  const kind = origin.kind === "import" ? " · imported" : "";
  return `#${number} · ${formatMomentWithZone(endedAt)}${kind}${complete ? "" : " · partial"}`;
}
