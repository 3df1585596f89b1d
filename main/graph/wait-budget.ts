import type { Clock } from "./clock.ts";
import { nameOf } from "./graph-address.ts";

/**
 * How long anybody waits for one kind of address. Once a request has used it up, others of the same kind get no waiting
 * at all until one of them is answered: an endpoint that throttles for ever (fault E1) costs the budget once, and not
 * once for each of a thousand objects.
 */
export interface WaitBudget {
  /** Whether a request that was first refused at `since` may wait that much longer. */
  allows(path: string, since: number, wait: number): boolean;
  answered(path: string): void;
}

export function createWaitBudget(milliseconds: number, clock: Clock): WaitBudget {
  const usedUp = new Set<string>();
  return {
    allows(path, since, wait) {
      if (usedUp.has(kindOf(path))) return false;
      // Waiting in the limiter's queue because of others' refusals counts too.
      if (clock.now() - since + wait <= milliseconds) return true;
      usedUp.add(kindOf(path));
      return false;
    },
    answered: (path) => usedUp.delete(kindOf(path)),
  };
}

/** `/servicePrincipals/1/owners` and `/servicePrincipals/2/owners` are of one kind. */
function kindOf(path: string): string {
  const segments = nameOf(path).split("/").slice(1);
  return segments.length <= 2 ? (segments[0] ?? "") : `${segments[0]}…${segments.at(-1)}`;
}
