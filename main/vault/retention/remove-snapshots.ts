import type { RemovalRecord } from "../../../preload/contract/chain-event.ts";
import { headOf, prepareHead } from "../head-file.ts";
import { tallied } from "../tally.ts";
import { setMeta } from "../vault-meta.ts";
import type { VaultParts } from "../vault-parts.ts";
import { decideRetention } from "./retention-state.ts";

/**
 * Removes what the policy does not keep: signs that into the chain and takes the trees away, in one transaction. What only
 * they reached is dead from then on and is left to the sweep. Undefined if everything stays.
 */
export function removeSnapshots(parts: VaultParts, now: string): RemovalRecord | undefined {
  const { database, chain, files } = parts;
  // After most captures nothing is to go, and the plans of all jobs, which are large, need not be read for that.
  if (decideRetention(parts, now, new Set()).removed.length === 0) return undefined;
  const { removed, policy, floorDays } = decideRetention(parts, now);
  if (removed.length === 0) return undefined;
  const event = chain.signEvent({ kind: "removal", at: now, removed, policy, floorDays });
  const showHead = prepareHead(
    files.head,
    headOf({ record: event, number: chain.records.length, events: event.sequence }),
  );
  database.transaction(() => {
    for (const number of removed) database.run("DELETE FROM tree WHERE snapshot = ?", number);
    dropAudit(parts, removed);
    setMeta(database, "unswept", "yes");
    chain.storeEvent(event);
  });
  chain.keepEvent(event);
  showHead();
  return event;
}

/** Audit records stay while an older snapshot does: they tell who made the changes from it to the next that is kept. */
function dropAudit({ database, chain }: VaultParts, removed: readonly number[]): void {
  const gone = new Set(removed);
  const oldest = chain.kept.find(({ number }) => !gone.has(number))?.number ?? 0;
  const sql = "SELECT snapshot, part FROM audit_pack WHERE snapshot < ?";
  for (const { snapshot, part } of database.all<{ snapshot: number; part: number }>(sql, oldest)) {
    tallied(database, "audit_pack", [snapshot, part], () => {
      database.run("DELETE FROM audit_pack WHERE snapshot = ? AND part = ?", snapshot, part);
    });
  }
}
