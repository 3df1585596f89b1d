import type { MethodName } from "../../preload/contract/methods.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

/** All that can be done while an export is only looked at. What is not named here is refused. */
const looking: ReadonlySet<string> = new Set<MethodName>([
  "host.describe",
  "session.describe",
  "session.lock",
  "session.idle.describe",
  "review.choose",
  "review.chooseIdentity",
  "review.offered",
  "review.decline",
  "review.open",
  "review.close",
  "incident.enter",
  "incident.leave",
  "incident.board",
  "incident.note",
  "incident.withdraw",
  "timeline.list",
  "timeline.changes",
  "timeline.events",
  "report.summary",
  "report.groups",
  "report.page",
  "report.change",
  "report.idsInCsv",
  "report.save",
  "explorer.list",
  "explorer.object",
  "explorer.links",
  "object.compare",
  "object.names",
  "object.history",
  "history.doings",
  "history.jobs",
  "diagnostics.collect",
  "diagnostics.save",
  "work.cancel",
]);

/** The handlers, which refuse whatever captures, applies or alters while an exported snapshot is reviewed: USAGE_READ_ONLY. */
export function onlyLooking(engine: Engine, handlers: Handlers): Handlers {
  const guarded = Object.entries(handlers).map(([method, handler]) => [
    method,
    async (input: never) => {
      if (engine.options.door.isReview?.() === true && !isLooking(method, input)) throw readOnly();
      return (handler as (value: never) => Promise<unknown>)(input);
    },
  ]);
  return Object.fromEntries(guarded) as Handlers;
}

/** A report of "now" would have to read the tenant. */
function isLooking(method: string, input: { readonly to?: unknown }): boolean {
  return looking.has(method) || (method === "report.open" && input.to !== "now");
}

function readOnly(): ReinstateError {
  return new ReinstateError(
    "USAGE_READ_ONLY",
    "An exported snapshot is only looked at: nothing can be captured, put back or set here. Close the export and open the tenant's vault for that.",
  );
}
