import type { RemovalRecord } from "../../../preload/contract/chain-event.ts";
import { refuseAlteredHead } from "../keep-head.ts";
import type { CheckProgress } from "../vault.ts";
import { metaValue } from "../vault-meta.ts";
import type { VaultParts } from "../vault-parts.ts";
import { removeSnapshots } from "./remove-snapshots.ts";
import { giveBackRoom, sweep } from "./sweep.ts";

/**
 * Removes what the policy does not keep, sweeps, that of an earlier removal too, and gives the room back to the disk. `isSealing` is asked between the steps of
 * the sweep: what is being sealed, or was sealed since the step before, goes before, and the sweep begins anew another time.
 */
export function* thinOut(
  parts: VaultParts,
  now: string,
  isSealing: () => boolean,
): Generator<CheckProgress, RemovalRecord | undefined> {
  refuseAlteredHead(parts);
  const removal = removeSnapshots(parts, now);
  const sealed = parts.chain.records.length;
  for (const progress of rest(parts)) {
    yield progress;
    // What the sweep found dead may live in a snapshot that began and ended since.
    if (isSealing() || parts.chain.records.length > sealed) return removal;
  }
  parts.database.settle();
  return removal;
}

function* rest(parts: VaultParts): Generator<CheckProgress, void> {
  if (metaValue(parts.database, "unswept") !== undefined) yield* sweep(parts);
  yield* giveBackRoom(parts);
}
