import type { ChainEvent } from "../../preload/contract/chain-event.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";

/** A place in the chain: how many snapshots and how many events there are up to it. */
export interface ChainPlace {
  readonly number: number;
  readonly events: number;
}

export interface ChainLink extends ChainPlace {
  readonly record: SnapshotRecord | ChainEvent;
}

/** Snapshots (by number) and events (by sequence) in the order in which they were chained. */
export function chainLinks(records: readonly SnapshotRecord[], events: readonly ChainEvent[]): readonly ChainLink[] {
  const links: ChainLink[] = [];
  let next = 0;
  const addEvents = (after: number) => {
    for (let event = events[next]; event !== undefined && event.after <= after; event = events[next]) {
      next += 1;
      links.push({ record: event, number: after, events: next });
    }
  };
  addEvents(0);
  records.forEach((record, index) => {
    links.push({ record, number: index + 1, events: next });
    addEvents(index + 1);
  });
  // An event that says it comes after a snapshot that is not there is still a link: the check names it.
  addEvents(Number.POSITIVE_INFINITY);
  return links;
}

export function isEvent(record: SnapshotRecord | ChainEvent): record is ChainEvent {
  return "kind" in record;
}

/** How many links there are up to it. */
export function chainLength({ number, events }: ChainPlace): number {
  return number + events;
}

/** "snapshot 7", or "snapshot 7 and event 2" where the chain holds events. */
export function describePlace({ number, events }: ChainPlace): string {
  return events === 0 ? `snapshot ${number}` : `snapshot ${number} and event ${events}`;
}
