import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import { catalogue } from "../catalogue/catalogue.ts";

/** Activity → Graph's id of the one object that it can be about. */
const ids: ReadonlyMap<string, string> = new Map(
  Object.values(catalogue).flatMap(({ auditActivities = [], list: { path } }) =>
    auditActivities.map((activity) => [activity, path.slice(path.lastIndexOf("/") + 1)] as const),
  ),
);

/** The record with Graph's id on its first target, where that is a policy which a tenant has once. */
export function withKnownTarget(record: AuditRecord): AuditRecord {
  const id = ids.get(record.activityDisplayName);
  const [first, ...others] = record.targetResources;
  return id === undefined || first === undefined
    ? record
    : { ...record, targetResources: [{ ...first, id }, ...others] };
}
