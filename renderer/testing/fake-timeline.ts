import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord, TypeProof } from "../../preload/contract/snapshot.ts";
import type { CountedRange, NotedEvent, NotedEvents, RangeChanges } from "../../preload/contract/timeline.ts";

const dayMs = 86_400_000;

/**
 * Snapshots up to `now`, about one a day, the second of them partial and the last one a checkpoint. A long history has days
 * without a snapshot, days whose snapshots were thinned out, and more partial ones.
 */
export function fakeTimeline(length: number, users: number, now: number): readonly SnapshotRecord[] {
  const isLong = length > 20;
  const thinnedOut = (index: number) => (isLong ? Math.floor(Math.max(Math.min(index, length - 60), 0) / 7) : 0);
  const daysLeftOut = (index: number) => (isLong ? 3 * Math.floor((length - 1 - index) / 25) : 0);
  return Array.from({ length }, (_, index) => {
    const days = (length - 1 - index) * (isLong ? 1 : 0.7) + daysLeftOut(index);
    return fakeSnapshot(index + 1 + thinnedOut(index), now - days * dayMs - 3_600_000, users, {
      partial: index === 1 || (isLong && index % 17 === 0),
      checkpoint: index === length - 1 && length > 2,
    });
  });
}

/** As many changes as a quiet tenant has, and now and then a great day. */
export function fakeRanges(
  ranges: readonly CountedRange[],
  records: readonly SnapshotRecord[],
): readonly RangeChanges[] {
  return ranges.map(({ from, to }) => {
    const types = objectTypes.filter((type) => (objectTypes.indexOf(type) * 7 + to * 3) % 5 < 2 || type === "user");
    const proofs = records.find(({ number }) => number === to)?.types ?? {};
    const isKnown = (type: ObjectType) => proofs[type]?.complete === true;
    const modified = (type: ObjectType) => (to % 11 === 0 ? 4200 : 30) >> objectTypes.indexOf(type);
    return {
      from,
      to,
      counts: types.filter(isKnown).map((type) => ({
        type,
        since: from,
        kinds: { added: to % 3, removed: 0, modified: modified(type), "soft-deleted": to % 2, restored: 0 },
      })),
      unknown: objectTypes
        .filter((type) => !isKnown(type))
        .map((type) => ({ type, reason: `Snapshot ${to} does not hold all of it: the tenant stopped answering.` })),
    };
  });
}

const happenings: readonly Pick<NotedEvent, "kind" | "activity" | "actor" | "targets">[] = [
  {
    kind: "policy",
    activity: "Update conditional access policy",
    actor: "mallory.admin@contoso.com",
    targets: [{ id: "p1", name: "CA001: Require multifactor authentication for administrators" }],
  },
  {
    kind: "role",
    activity: "Add member to role",
    actor: "anna.becker@contoso.com",
    targets: [
      { id: "u7", name: "Jonas Weber" },
      { id: "r1", name: "Global Administrator" },
    ],
  },
  {
    kind: "credential",
    activity: "Update application – Certificates and secrets management",
    actor: "Deployment pipeline",
    targets: [{ id: "a1", name: "Payroll export" }],
  },
  {
    kind: "authenticationMethod",
    activity: "Authentication Methods Policy Update",
    actor: "مدير@contoso.com",
    targets: [],
  },
];

/** One every other day within the time, and many on one of them. */
export function fakeEvents(since: string, until: string, now: number): NotedEvents {
  const [first, last] = [Date.parse(since), Math.min(Date.parse(until), now)];
  const events: NotedEvent[] = [];
  for (let at = last - 5 * 3_600_000; at >= first; at -= 2 * dayMs) {
    const place = Math.floor(at / (2 * dayMs));
    const repeated = place % 5 === 3 ? 14 : 1;
    for (let index = 0; index < repeated; index += 1) {
      const happening = happenings[(place + index) % happenings.length];
      if (happening !== undefined) events.push({ ...happening, at: new Date(at - index * 60_000).toISOString() });
    }
  }
  return { events, more: 0 };
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
