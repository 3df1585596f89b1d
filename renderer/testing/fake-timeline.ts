import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord, TypeProof } from "../../preload/contract/snapshot.ts";

const dayMs = 86_400_000;

/** Snapshots up to `now`, one a day, the second of them partial and the last one a checkpoint. */
export function fakeTimeline(length: number, users: number, now: number): readonly SnapshotRecord[] {
  return Array.from({ length }, (_, index) => {
    const ended = now - (length - 1 - index) * dayMs * 0.7 - 3_600_000;
    return fakeSnapshot(index + 1, ended, users, {
      partial: index === 1,
      checkpoint: index === length - 1 && length > 2,
    });
  });
}

export function fakeSnapshot(
  number: number,
  ended: number,
  users: number,
  { partial = false, checkpoint = false }: { readonly partial?: boolean; readonly checkpoint?: boolean } = {},
): SnapshotRecord {
  const counts: Readonly<Record<ObjectType, number>> = {
    user: users,
    group: Math.ceil(users / 5),
    application: Math.ceil(users / 25),
    servicePrincipal: Math.ceil(users / 20),
    conditionalAccessPolicy: 29,
    namedLocation: 6,
    authenticationStrengthPolicy: 4,
    authenticationMethodsPolicy: 1,
    authorizationPolicy: 1,
    directoryRole: 32,
    organization: 1,
    subscribedSku: 4,
  };
  const proof = (type: ObjectType): TypeProof => ({
    promised: counts[type],
    read: counts[type],
    pages: 1,
    complete: !(partial && type === "group"),
    ...(partial && type === "group"
      ? { reason: "The tenant stopped answering after 12 pages. Take another snapshot." }
      : {}),
    selected: ["id", "displayName"],
    links: [],
    mode: "full",
    deletedItemsRead: true,
    reading: {
      startedAt: new Date(ended - 50_000).toISOString(),
      endedAt: new Date(ended - 20_000).toISOString(),
      requests: 12,
      retries: type === "user" ? { throttled: 2 } : {},
      granted: [type === "user" ? "User.Read.All" : "Directory.Read.All"],
      missing: [],
    },
  });
  return {
    id: number.toString(16).padStart(64, "0"),
    number,
    tenantId: "tenant-1",
    tenantName: "Contoso Ltd",
    startedAt: new Date(ended - 60_000).toISOString(),
    endedAt: new Date(ended).toISOString(),
    previous: null,
    root: "0".repeat(64),
    auditRoot: "0".repeat(64),
    counts,
    types: Object.fromEntries(objectTypes.map((type) => [type, proof(type)])),
    complete: !partial,
    origin: {
      kind: checkpoint ? "checkpoint" : "capture",
      by: "admin@contoso.com",
      authentication: "delegated",
      apiVersion: "v1.0",
    },
    signature: "",
  };
}
