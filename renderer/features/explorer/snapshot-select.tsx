import { Select } from "@fluentui/react-components";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { formatMomentWithZone } from "../../ui/time.ts";

interface SnapshotSelectProps {
  readonly label: string;
  /** Latest first. */
  readonly records: readonly SnapshotRecord[];
  readonly value: number;
  readonly onChange: (number: number) => void;
  /** Where two of them share a line. */
  readonly small?: boolean;
}

/** One of the snapshots, each with its time and what there is to know of it before it is believed. */
export function SnapshotSelect({ label, records, value, onChange, small = false }: SnapshotSelectProps) {
  return (
    <Select
      {...(small ? { size: "small" } : {})}
      aria-label={label}
      value={value}
      onChange={(_, chosen) => onChange(Number(chosen.value))}
    >
      {records.map((record, index) => (
        <option key={record.number} value={record.number}>
          {snapshotWords(record)}
          {index === 0 && !small ? " (latest)" : ""}
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
