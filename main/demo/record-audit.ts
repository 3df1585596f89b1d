import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import type { AuditEntry, AuditEntryProperty, AuditEntryTarget, DemoActor } from "./audit-entry.ts";
import type { DemoState } from "./demo-state.ts";
import { newId } from "./demo-state.ts";

export interface AuditNews {
  readonly activity: string;
  readonly category: string;
  readonly service: string;
  readonly operation: AuditEntry["operation"];
  readonly actor: DemoActor;
  readonly targets: readonly AuditEntryTarget[];
  /** Absent: a new one. */
  readonly correlationId?: string;
}

/** Puts one record at the end of the tenant's audit log, at the tenant's now. */
export function recordAudit(state: DemoState, news: AuditNews): AuditEntry {
  const { activity, category, service, operation, actor, targets } = news;
  const entry: AuditEntry = {
    id: `Directory_${newId(state)}_${state.audits.length}`,
    atMs: state.clockMs,
    activity,
    category,
    service,
    operation,
    correlationId: news.correlationId ?? newId(state),
    actor,
    targets,
  };
  state.audits.push(entry);
  return entry;
}

/** The record as Graph's `directoryAudit`: values are strings that hold JSON, names those of the directory schema. */
export function toDirectoryAudit(entry: AuditEntry): JsonObject {
  const at = new Date(entry.atMs).toISOString();
  return {
    id: entry.id,
    category: entry.category,
    correlationId: entry.correlationId,
    result: "success",
    resultReason: "",
    activityDisplayName: entry.activity,
    activityDateTime: `${at.slice(0, -1)}0000Z`,
    loggedByService: entry.service,
    operationType: entry.operation,
    initiatedBy: initiatedBy(entry.actor),
    targetResources: entry.targets.map(targetResource),
    additionalDetails: [],
  };
}

function initiatedBy(actor: DemoActor): JsonObject {
  if (actor.kind === "app") {
    const { id, appId, name } = actor;
    return { user: null, app: { appId, displayName: name, servicePrincipalId: id, servicePrincipalName: null } };
  }
  const { id, name, address } = actor;
  return { app: null, user: { id, displayName: null, userPrincipalName: name, ipAddress: address } };
}

/** Graph's ids of what a tenant has once are words; the directory's own are not. */
const ownIds: Readonly<Record<string, string>> = {
  authenticationMethodsPolicy: "3f2c6f0e-7a51-4b57-9d0a-5f5a3b7c1e01",
  authorizationPolicy: "3f2c6f0e-7a51-4b57-9d0a-5f5a3b7c1e02",
};

function targetResource(target: AuditEntryTarget): JsonObject {
  return {
    id: ownIds[target.id ?? ""] ?? target.id,
    displayName: target.displayName,
    type: target.type,
    userPrincipalName: target.userPrincipalName ?? null,
    groupType: target.groupType ?? null,
    modifiedProperties: target.modified.map(modifiedProperty),
  };
}

function modifiedProperty({ name, before, after }: AuditEntryProperty): JsonObject {
  return { displayName: name, oldValue: encoded(before), newValue: encoded(after) };
}

function encoded(value: JsonValue | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
