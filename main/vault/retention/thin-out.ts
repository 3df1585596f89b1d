import type { RemovalRecord } from "../../../preload/contract/chain-event.ts";
import { refuseAlteredHead } from "../keep-head.ts";
import type { CheckProgress } from "../vault.ts";
import { metaValue } from "../vault-meta.ts";
import type { VaultParts } from "../vault-parts.ts";
import { removeSnapshots } from "./remove-snapshots.ts";
import { sweep } from "./sweep.ts";

/**
 * Removes what the policy does not keep and sweeps, that of an earlier removal too. `isSealing` is asked between the steps of
 * the sweep: what is being sealed goes before, and the sweep begins anew another time.
 */
export function* thinOut(
  parts: VaultParts,
  now: string,
  isSealing: () => boolean,
): Generator<CheckProgress, RemovalRecord | undefined> {
  refuseAlteredHead(parts);
  const removal = removeSnapshots(parts, now);
  if (metaValue(parts.database, "unswept") === undefined) return removal;
  for (const progress of sweep(parts)) {
    yield progress;
    if (isSealing()) return removal;
  }
  parts.database.settle();
  return removal;
}
