import type { ChainEvent, RekeyRecord, RemovalRecord } from "../../preload/contract/chain-event.ts";
import { leastFloorDays } from "../../preload/contract/retention.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { Problem } from "./check-problem.ts";
import { snapshotDays } from "./retention/snapshot-days.ts";
import type { VaultParts } from "./vault-parts.ts";

/** What an event says against the chain before it. Returns the key (SPKI PEM) of the records that follow. */
export function checkEvent(
  parts: VaultParts,
  event: ChainEvent,
  records: readonly SnapshotRecord[],
  key: string,
): string {
  if (event.kind === "rekey") return checkRekey(event, key);
  checkRemoval(parts, event, records.slice(0, event.after));
  return key;
}

function checkRekey({ sequence, formerKey, publicKey }: RekeyRecord, key: string): string {
  if (formerKey !== key) throw new Problem(`Event ${sequence}: the former signing key is not the one before it.`);
  return publicKey;
}

/** No program ever removes inside the floor; one that did would have left this. */
function checkRemoval({ chain }: VaultParts, event: RemovalRecord, records: readonly SnapshotRecord[]): void {
  const { sequence, removed, floorDays, at } = event;
  const says = (what: string) => new Problem(`Event ${sequence}: ${what}.`);
  if (floorDays < leastFloorDays)
    throw says(`it thins out within ${floorDays} days, and ${leastFloorDays} are the least`);
  const earlier = new Set(
    chain.events.flatMap((other) => (other.kind === "removal" && other.sequence < sequence ? other.removed : [])),
  );
  const days = snapshotDays(records);
  for (const number of removed) {
    const record = records[number - 1];
    if (record === undefined || earlier.has(number)) throw says(`it removes snapshot ${number}, which was not there`);
    if (!days.havePassed(floorDays, { after: number, at: record.endedAt }, at))
      throw says(`it removes snapshot ${number}, which lay inside the floor of ${floorDays} days`);
  }
}
