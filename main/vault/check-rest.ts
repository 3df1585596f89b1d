import { auditRoot, storedAuditRoot } from "./audit-store.ts";
import { inPlace, Problem } from "./check-problem.ts";
import type { VaultDatabase } from "./database.ts";
import { readImported } from "./imported-record.ts";
import { RecoveryStore } from "./recovery-store.ts";
import { brokenTallies } from "./tally.ts";
import type { VaultParts } from "./vault-parts.ts";
import { verifyRecord } from "./verify-record.ts";

/** Audit records against the records of their snapshots. Those of a removed snapshot may have gone with it. */
export function checkAudit({ database, chain }: VaultParts): void {
  for (const { number, auditRoot: promised } of chain.records) {
    const place = `the audit records of snapshot ${number}`;
    const stored = inPlace(place, () => storedAuditRoot(database, number));
    if (stored !== promised && !(chain.isRemoved(number) && stored === noAudit)) {
      throw new Problem(`Snapshot ${number}: the audit records are not those that were sealed.`);
    }
  }
  const sql = "SELECT count(*) AS n FROM audit_pack WHERE snapshot NOT IN (SELECT number FROM snapshot)";
  const surplus = inPlace("the audit records", () => database.get<{ n: number }>(sql)?.n);
  if (surplus !== 0) throw new Problem("There are audit records of snapshots that do not exist.");
}

const noAudit = auditRoot([]);

/** What imports came with, against the signature of their origin. */
export function checkImported({ database, chain }: VaultParts): void {
  const sql = "SELECT snapshot FROM imported_record";
  for (const { snapshot } of inPlace("the imported records", () => database.all<{ snapshot: number }>(sql))) {
    const imported = inPlace(`the imported record of snapshot ${snapshot}`, () => readImported(database, snapshot));
    const named = chain.records[snapshot - 1]?.origin.importedRecord;
    if (imported === undefined || imported.record.id !== named || !verifyRecord(imported.record, imported.publicKey)) {
      throw new Problem(
        `Snapshot ${snapshot}: the record that it was imported with is not the one that its origin signed.`,
      );
    }
  }
}

/** The tables whose rows no root covers. */
export function checkTallies(database: VaultDatabase): void {
  const [broken] = inPlace("the sums over the tables", () => brokenTallies(database));
  if (broken !== undefined)
    throw new Problem(
      `The rows of the table ${broken} are not those that were written: one was changed, added or taken away.`,
    );
}

/** Plans, jobs and journals can be read, and no journal has a gap. */
export function checkRecoveries(database: VaultDatabase): void {
  const store = new RecoveryStore(database);
  inPlace("the plans", () => store.plans());
  inPlace("the recovery jobs", () => store.jobs());
  const sql = "SELECT job, count(*) AS n, max(sequence) AS last FROM journal GROUP BY job";
  const journals = inPlace("the journal", () => database.all<{ job: string; n: number; last: number }>(sql));
  for (const { job, n, last } of journals) {
    if (n !== last) throw new Problem(`The journal of job ${job} has a gap: ${n} entries up to number ${last}.`);
    inPlace(`the journal of job ${job}`, () => store.journal(job));
  }
}
