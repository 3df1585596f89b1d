import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { canonicalJson } from "./canonical-json.ts";
import { inPlace, Problem } from "./check-problem.ts";
import { problemOfHead } from "./keep-head.ts";
import type { VaultParts } from "./vault-parts.ts";
import { recordId, verifyRecord } from "./verify-record.ts";

interface Row {
  readonly number: number;
  readonly record: string;
}

/** Records against their ids, signatures and predecessors; the end of the chain against head.json. */
export function checkChain(parts: VaultParts): void {
  const { database, chain } = parts;
  const rows = inPlace("the table of snapshots", () =>
    database.all<Row>("SELECT number, record FROM snapshot ORDER BY number"),
  );
  let previous: SnapshotRecord | undefined;
  rows.forEach((row, index) => {
    previous = checkRecord(parts, row, index + 1, previous);
  });
  const [stored, known] = [rows.length, chain.records.length];
  if (stored !== known)
    throw new Problem(`There are ${stored} snapshot records, but ${known} when the vault was opened.`);
  const problem = inPlace("head.json", () => problemOfHead(parts));
  if (problem !== undefined) throw new Problem(problem);
}

function checkRecord(
  { tenant, publicKey, chain }: VaultParts,
  row: Row,
  number: number,
  previous: SnapshotRecord | undefined,
): SnapshotRecord {
  const place = `Snapshot ${row.number}`;
  if (row.number !== number) throw new Problem(`The record of snapshot ${number} is missing.`);
  const record = inPlace(`the record of snapshot ${number}`, () => JSON.parse(row.record) as SnapshotRecord);
  const says = (what: string) => new Problem(`${place}: ${what}.`);
  if (inPlace(place, () => recordId(record)) !== record.id || canonicalJson(record as never) !== row.record) {
    throw says("the record is not what its id was made from");
  }
  if (!verifyRecord(record, publicKey)) throw says("the signature of the record does not hold");
  if (record.number !== number) throw says(`the record says that it is snapshot ${record.number}`);
  if (record.previous !== (previous?.id ?? null)) throw says("the record does not follow the one before");
  if (record.tenantId !== tenant.id) throw says("the record is of another tenant");
  if (chain.records[number - 1]?.id !== record.id)
    throw says("the record is another one than when the vault was opened");
  return record;
}
