import type { MethodName } from "../../preload/contract/methods.ts";
import type { Route } from "../navigation/route.ts";

interface Ending {
  readonly words: string;
  /** Where its result is. */
  readonly route: Route;
}

const recovery: Route = { page: "recovery" };
const copies: Route = { page: "settings", section: "copies" };

/** What is said when long work has ended and the person has gone elsewhere meanwhile. */
export const endings: Partial<Record<MethodName, Ending>> = {
  "timeline.capture": { words: "The snapshot is taken", route: { page: "timeline" } },
  "plan.make": { words: "The plan is ready for your review", route: recovery },
  "recovery.apply": { words: "The recovery has ended", route: recovery },
  "recovery.resume": { words: "The recovery has ended", route: recovery },
  "recovery.follow": { words: "The recovery has ended", route: recovery },
  "recovery.verify": { words: "The recovery was read back", route: { page: "history", jobId: null } },
  "recovery.makeUndoPlan": { words: "The undo plan is ready for your review", route: recovery },
  "recovery.makeSwitchOnPlan": { words: "The plan is ready for your review", route: recovery },
  "vault.check": { words: "The vault was checked", route: { page: "history", jobId: null } },
  "vault.export": { words: "The snapshot is exported", route: { page: "history", jobId: null } },
  "copies.add": { words: "The copy is made", route: copies },
  "copies.run": { words: "The copies are up to date", route: copies },
};
