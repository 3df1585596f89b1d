import { setImmediate } from "node:timers/promises";
import type {
  AuditActor,
  AuditModifiedProperty,
  AuditRecord,
  AuditTarget,
} from "../../preload/contract/audit-record.ts";
import type { WorkProgress } from "../../preload/contract/events.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, objectsIn } from "../../preload/contract/json-value.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { urlPart } from "../catalogue/url-part.ts";
import type { Clock } from "../graph/clock.ts";
import type { Graph, ReadOptions } from "../graph/graph.ts";
import { GraphRefusal } from "../graph/graph-refusal.ts";
import { systemClock } from "../graph/system-clock.ts";
import { createProgressMeter } from "./progress-meter.ts";

export interface CaptureAuditOptions {
  readonly graph: Graph;
  /** ISO 8601; both ends included. */
  readonly since: string;
  readonly until: string;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: WorkProgress) => void;
}

export interface CapturedAudit {
  readonly records: readonly AuditRecord[];
  /** Why there are none, or not all, in a sentence; absent if all were read. */
  readonly reason?: string;
  /** The tenant has no licence for the audit log. */
  readonly isWithoutLicence?: true;
}

export const auditPermission = "AuditLog.Read.All";
/** The largest page that the audit log gives; its limit is counted in requests. */
const pageSize = 999;

/**
 * "Audit logs have a latency ranging from 15 minutes to an hour"
 * (https://learn.microsoft.com/entra/identity/monitoring-health/reports-faq): whoever asked for the window before did not get these.
 */
const latestMs = 3_600_000;

/**
 * The directory's audit records of a window and of the hour before it, which Entra forgets after 7 or 30 days. A missing permission or licence is
 * a reason and not an error: the snapshot is good without, only nobody can be named for a change.
 */
export async function captureAudit(options: CaptureAuditOptions): Promise<CapturedAudit> {
  const { graph, since, until, signal, onProgress, clock = systemClock } = options;
  const earlier = new Date(Date.parse(since) - latestMs).toISOString();
  const filter = `activityDateTime ge ${earlier} and activityDateTime le ${until}`;
  const path = `/auditLogs/directoryAudits?$filter=${urlPart(filter)}&$top=${pageSize}`;
  const reading: ReadOptions = { permissions: [auditPermission], ...(signal === undefined ? {} : { signal }) };
  const meter = createProgressMeter({ message: "Reading audit records", total: null, clock, onProgress });
  const records: AuditRecord[] = [];
  try {
    for await (const { items } of graph.pages(path, reading)) {
      for (const item of items) records.push(auditRecordOf(item));
      meter.add(items.length);
      await setImmediate();
    }
    return { records };
  } catch (error) {
    const reason = reasonOf(error);
    return { records, reason, ...(isWithoutLicence(error) ? { isWithoutLicence: true } : {}) };
  }
}

function isWithoutLicence(error: unknown): boolean {
  return error instanceof GraphRefusal && error.because === "licence";
}

function reasonOf(error: unknown): string {
  // A list that was cut off or led elsewhere: what came before is good.
  if (error instanceof ReinstateError && error.code === "TENANT_REFUSED") return error.message;
  if (!(error instanceof GraphRefusal) || error.code === "SIGN_IN_NEEDED") throw error;
  const why = whyNoLog(error, "The audit log");
  return why === undefined ? error.message : `${why} Changes will be shown without who made them.`;
}

/** A log that is refused for want of a licence, a role or a permission; undefined: for another reason. */
export function whyNoLog({ code, because, graphCode }: GraphRefusal, log: string): string | undefined {
  if (because === "licence") return `${log} needs a Microsoft Entra ID P1 or P2 licence.`;
  if (because === "role")
    return `${log} is not readable: the account needs a role such as Reports Reader or Security Reader.`;
  if (because !== undefined || code !== "PERMISSION_MISSING") return undefined;
  const isOfPermission = graphCode?.includes("PermissionMissing") === true;
  return `${log} is not readable, needs ${auditPermission}${isOfPermission ? "" : " and a role such as Reports Reader"}.`;
}

/** One record, cut down to what attribution needs. Either half of `initiatedBy` may be there, or neither. */
export function auditRecordOf(raw: JsonObject): AuditRecord {
  return {
    id: textIn(raw.id) ?? "",
    activityDateTime: textIn(raw.activityDateTime) ?? "",
    activityDisplayName: textIn(raw.activityDisplayName) ?? "",
    category: textIn(raw.category) ?? "",
    result: resultOf(raw.result),
    correlationId: textIn(raw.correlationId),
    initiatedBy: actorOf(raw.initiatedBy),
    targetResources: objectsIn(raw.targetResources).map(targetOf),
    ...clientOf(raw.additionalDetails),
  };
}

/** Told in the details by some services, and by others not. */
function clientOf(details: JsonValue | undefined): Pick<AuditRecord, "client"> {
  const client = textIn(objectsIn(details).find(({ key }) => key === "User-Agent")?.value);
  return client === null ? {} : { client };
}

function resultOf(value: JsonValue | undefined): AuditRecord["result"] {
  return value === "success" || value === "failure" || value === "timeout" ? value : "unknownFutureValue";
}

function actorOf(value: JsonValue | undefined): AuditActor {
  const { user, app } = isJsonObject(value) ? value : {};
  if (isJsonObject(user) && (textIn(user.id) ?? textIn(user.userPrincipalName)) !== null) {
    const name = textIn(user.userPrincipalName) ?? textIn(user.displayName);
    return { kind: "user", id: textIn(user.id), name, address: textIn(user.ipAddress) };
  }
  if (isJsonObject(app)) {
    const id = textIn(app.servicePrincipalId) ?? textIn(app.appId);
    return { kind: "app", id, name: textIn(app.displayName), address: textIn(app.ipAddress) };
  }
  return { kind: "unknown", id: null, name: null, address: null };
}

function targetOf(target: JsonObject): AuditTarget {
  return {
    id: textIn(target.id),
    type: textIn(target.type),
    displayName: textIn(target.displayName) ?? textIn(target.userPrincipalName),
    modifiedProperties: objectsIn(target.modifiedProperties).map(modifiedPropertyOf),
  };
}

function modifiedPropertyOf(property: JsonObject): AuditModifiedProperty {
  const { displayName, oldValue, newValue } = property;
  return { displayName: textIn(displayName) ?? "", oldValue: textIn(oldValue), newValue: textIn(newValue) };
}

/** Text that says something: the service also sends empty ids and addresses. */
export function textIn(value: JsonValue | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
