import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { NotedEvent, NotedEvents } from "../../preload/contract/timeline.ts";
import { notedKindOf } from "../compare/noted-kind.ts";
import type { Vault } from "../vault/vault.ts";

/** By the last snapshot and the time; the latest few times that somebody looked at. */
const found = new WeakMap<Vault, Map<string, NotedEvents>>();
const keptTimes = 12;
const batchSize = 2000;
const mostEvents = 2000;
const mostTargets = 3;

/** What the captured audit records tell of policies, authentication methods, roles and credentials, newest first. */
export async function notedEvents(
  vault: Vault,
  since: string,
  until: string,
  turn: () => Promise<void>,
): Promise<NotedEvents> {
  const known = found.get(vault) ?? new Map<string, NotedEvents>();
  found.set(vault, known);
  const key = `${vault.snapshots().at(-1)?.number} ${since} ${until}`;
  const events = known.get(key) ?? (await gather(vault, since, until, turn));
  known.delete(key);
  known.set(key, events);
  const oldest = known.keys().next().value;
  if (known.size > keptTimes && oldest !== undefined) known.delete(oldest);
  return events;
}

async function gather(vault: Vault, since: string, until: string, turn: () => Promise<void>): Promise<NotedEvents> {
  const events: NotedEvent[] = [];
  let done = 0;
  let more = 0;
  for (const record of vault.auditRecords(since, until)) {
    const kind = record.result === "success" && record.signIn === undefined ? notedKindOf(record) : undefined;
    if (kind !== undefined) events.push({ kind, ...whatHappened(record) });
    if (events.length > 2 * mostEvents) more += events.splice(0, mostEvents).length;
    done += 1;
    if (done % batchSize === 0) await turn();
  }
  const left = Math.max(0, events.length - mostEvents);
  return { events: events.slice(left).reverse(), more: more + left };
}

function whatHappened(record: AuditRecord): Omit<NotedEvent, "kind"> {
  const { activityDateTime, activityDisplayName, initiatedBy, targetResources } = record;
  const targets = targetResources.flatMap(({ id, displayName }) => {
    return displayName === null || displayName === "" ? [] : [{ id: id ?? "", name: displayName }];
  });
  return {
    at: activityDateTime,
    activity: activityDisplayName,
    actor: initiatedBy.name ?? initiatedBy.id ?? "an unnamed service",
    targets: targets.slice(0, mostTargets),
  };
}
