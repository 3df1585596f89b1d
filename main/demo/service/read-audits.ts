import type { AuditEntry } from "../audit-entry.ts";
import { toDirectoryAudit } from "../record-audit.ts";
import type { Answer } from "./answer.ts";
import { ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { context, param } from "./call.ts";
import { pageList } from "./page-list.ts";
import type { Filter } from "./parse-filter.ts";
import { matches, parseFilter } from "./parse-filter.ts";
import { badRequest, notFound } from "./refusal.ts";

/** With a licence for it the log goes back 30 days. */
const retentionMs = 30 * 86_400_000;

/** GET /auditLogs/directoryAudits: newest first. Times are found by halving, the rest of the filter by looking. */
export function listAudits(call: Call): Answer {
  const { state, view } = call;
  const filter = call.query.filter === undefined ? undefined : parseFilter(call.query.filter);
  const bounds = boundsOf(filter);
  const first = placeOf(state.audits, Math.max(bounds.from, state.clockMs - retentionMs));
  const end = placeOf(state.audits, Math.min(bounds.to, view.untilMs) + 1);
  const ids: string[] = [];
  for (let place = end - 1; place >= first; place -= 1) {
    const entry = state.audits[place];
    if (entry !== undefined && (filter === undefined || fits(filter, entry))) ids.push(String(place));
  }
  if (call.query.orderBy === "activityDateTime asc") ids.reverse();
  const make = (place: string) => {
    const entry = state.audits[Number(place)];
    return entry === undefined ? undefined : toDirectoryAudit(entry);
  };
  return pageList(call, { name: "auditLogs/directoryAudits", ids, make, usual: 1000, largest: 1000 });
}

export function readAudit(call: Call): Answer {
  const entry = call.state.audits.find(({ id }) => id === param(call));
  if (entry === undefined) throw notFound(param(call));
  return ok({ ...context(call, "auditLogs/directoryAudits/$entity"), ...toDirectoryAudit(entry) });
}

interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** The earliest and latest time that a filter allows, by those of its parts that must all hold. */
function boundsOf(filter: Filter | undefined): Bounds {
  const unlimited = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  if (filter?.kind === "and") {
    const all = filter.parts.map(boundsOf);
    return { from: Math.max(...all.map(({ from }) => from)), to: Math.min(...all.map(({ to }) => to)) };
  }
  if (filter?.kind !== "compare" || filter.names.join("/") !== "activityDateTime") return unlimited;
  const at = Date.parse(String(filter.value));
  if (Number.isNaN(at))
    throw badRequest("Invalid filter clause: activityDateTime is compared with a time.", "BadRequest");
  if (filter.operator === "eq") return { from: at, to: at };
  return filter.operator.startsWith("g") ? { from: at, to: unlimited.to } : { from: unlimited.from, to: at };
}

/** Index of the first record at or after a time. */
function placeOf(audits: readonly AuditEntry[], atMs: number): number {
  let [low, high] = [0, audits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((audits[middle]?.atMs ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Parts about times and targets are answered without writing the whole record out. */
function fits(filter: Filter, entry: AuditEntry): boolean {
  if (filter.kind === "and") return filter.parts.every((part) => fits(part, entry));
  if (filter.kind === "or") return filter.parts.some((part) => fits(part, entry));
  if (filter.kind === "compare" && filter.names.join("/") === "activityDateTime") {
    return matches(filter, { activityDateTime: new Date(entry.atMs).toISOString() });
  }
  if (filter.kind === "any" && filter.names.join("/") === "targetResources") {
    const targetResources = entry.targets.map(({ id, displayName, type }) => ({ id, displayName, type }));
    return matches(filter, { targetResources });
  }
  return matches(filter, toDirectoryAudit(entry));
}
