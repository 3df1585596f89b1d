import type { Attribution, AttributionEvent } from "../../preload/contract/change.ts";
import { type AuditIndex, indexAuditRecords } from "./audit-index.ts";
import type { ObjectDifference } from "./compare-objects.ts";
import { explainedPaths } from "./explained-paths.ts";
import type { ToldRecord } from "./shared-words.ts";
import { isWholeObjectActivity } from "./whole-object-activity.ts";

export { type AuditIndex, indexAuditRecords };

/**
 * When the change can have happened, ISO 8601: from the start of the earlier snapshot to the end of the later one,
 * both widened by `attributionSlackMs`.
 */
export interface AttributionWindow {
  readonly since: string;
  readonly until: string;
  /** Why not all records of that time were captured, in a sentence. */
  readonly gap?: string;
}

/** Audit records arrive up to this much late, and clocks differ. */
export const attributionSlackMs = 15 * 60_000;

/** A group can have gained 50,000 members, with a record each. */
const mostEvents = 200;

/**
 * Who made a difference, as far as the audit records say: only records that name what changed count. Several edits of
 * one value are all listed, latest first; the first one explains the value that is there now.
 */
export function attribute(difference: ObjectDifference, index: AuditIndex, window: AttributionWindow): Attribution {
  const candidates = candidatesIn(index.about(difference.id), window);
  const explanations: Explanation[] = [];
  for (const { record, isInside } of candidates) {
    const paths = explainedPaths(difference, record, isInside);
    const isWhole = isWholeObjectActivity(record.activity, difference.type, difference.kind);
    if (paths.length > 0 || isWhole)
      explanations.push({ event: withSignIn(record, isWhole ? [] : paths, index), isInside });
  }
  const events = insideFirst(explanations);
  if (events.length === 0) return { status: "unknown", events, reason: whyUnknown(index, candidates, window) };
  const status = events.every((event) => event.actor === events[0]?.actor) ? "known" : "several";
  const listed = events.length > mostEvents ? listable(events) : events;
  const reason = whatIsLeft(difference, events, listed);
  return reason === "" ? { status, events: listed } : { status, events: listed, reason };
}

interface Explanation {
  readonly event: AttributionEvent;
  readonly isInside: boolean;
}

/**
 * A record from the slack counts for what no record between the snapshots explains: a recovery right after the second
 * snapshot touches the same values, and did not do the harm.
 */
function insideFirst(explanations: readonly Explanation[]): readonly AttributionEvent[] {
  if (explanations.every(({ isInside }) => isInside)) return explanations.map(({ event }) => event);
  const inside = explanations.filter(({ isInside }) => isInside).map(({ event }) => event);
  const explained = new Set(inside.flatMap(({ paths }) => paths ?? []));
  const isNews = ({ paths = [] }: AttributionEvent) =>
    paths.length === 0 ? inside.length === 0 : paths.some((path) => !explained.has(path));
  return explanations.filter(({ event, isInside }) => isInside || isNews(event)).map(({ event }) => event);
}

/** A record that may explain a difference. */
export interface Candidate {
  readonly record: ToldRecord;
  /** Between the snapshots, not in the slack around them. */
  readonly isInside: boolean;
}

/** Records about an object within the window, latest first. */
export function candidatesIn(records: readonly ToldRecord[], window: AttributionWindow): readonly Candidate[] {
  if (records.length === 0) return [];
  const { since, until } = limitsOf(window);
  const found: Candidate[] = [];
  for (let place = records.length - 1; place >= 0; place -= 1) {
    const record = records[place];
    if (record === undefined || record.at < since || record.at > until) continue;
    const isInside = record.at >= since + attributionSlackMs && record.at <= until - attributionSlackMs;
    found.push({ record, isInside });
  }
  return found;
}

interface Limits {
  readonly since: number;
  readonly until: number;
}

const limits = new WeakMap<AttributionWindow, Limits>();

/** One window is asked about for every change of a report. */
function limitsOf(window: AttributionWindow): Limits {
  const known = limits.get(window) ?? { since: Date.parse(window.since), until: Date.parse(window.until) };
  limits.set(window, known);
  return known;
}

function withSignIn(record: ToldRecord, paths: readonly string[], index: AuditIndex): AttributionEvent {
  const signIn = index.signInBefore(record);
  const event = eventOf(record, paths);
  return signIn === undefined ? event : { ...event, signIn };
}

/** What a record says, for the paths that it explains. */
export function eventOf(record: ToldRecord, paths: readonly string[]): AttributionEvent {
  const { activityDateTime: at, activityDisplayName: activity, correlationId, client } = record;
  const { address, through } = record.initiatedBy;
  const actor = actorOf(record);
  // Most records are like this one, and an object that is put together of five takes three times as long.
  if (address !== null && correlationId !== null && client === undefined && through === undefined)
    return { actor, at, activity, address, correlationId, paths };
  return {
    actor,
    at,
    activity,
    ...(address === null ? {} : { address }),
    ...(correlationId === null ? {} : { correlationId }),
    ...(client === undefined ? {} : { client }),
    ...(through === undefined ? {} : { through }),
    paths,
  };
}

function actorOf({ initiatedBy }: ToldRecord): string {
  return initiatedBy.name ?? initiatedBy.id ?? "an unnamed service";
}

/** The latest ones, and the latest of every actor, whom a filter may ask for. */
function listable(events: readonly AttributionEvent[]): readonly AttributionEvent[] {
  const actors = new Set<string>();
  return events.filter(({ actor }, place) => {
    const isNew = !actors.has(actor);
    actors.add(actor);
    return isNew || place < mostEvents;
  });
}

/** Changes that no record names, and records that are too many to list. */
function whatIsLeft(
  difference: ObjectDifference,
  events: readonly AttributionEvent[],
  listed: readonly AttributionEvent[],
): string {
  const rest = unexplained(difference, events);
  const more = events.length - listed.length;
  if (rest.length + more === 0) return "";
  const sentences = rest.length === 0 ? [] : [`No record names ${rest.join(", ")}.`];
  if (more > 0) sentences.push(`${more} earlier records are not listed.`);
  return sentences.join(" ");
}

function unexplained(difference: ObjectDifference, events: readonly AttributionEvent[]): readonly string[] {
  if (events[0]?.paths.length === difference.attributes.length + difference.links.length) return [];
  const explained = new Set(events.flatMap((event) => event.paths));
  const paths = [...difference.attributes.map(({ path }) => path), ...difference.links.map(({ link }) => link)];
  return paths.filter((path) => !explained.has(path));
}

function whyUnknown(index: AuditIndex, candidates: readonly Candidate[], { gap }: AttributionWindow): string {
  if (index.size === 0) {
    return gap ?? "No audit records of this time were captured: Entra keeps them 7 days, or 30 with a premium licence.";
  }
  if (candidates.length === 0) {
    const none = "No audit record of this time is about this object.";
    return gap === undefined ? none : `${none} Not all could be read: ${gap}`;
  }
  const actors = [...new Set(candidates.map(({ record }) => actorOf(record)))];
  return `No record names what changed; probably it was ${actors.length > 1 ? "one of " : ""}${actors.slice(0, 5).join(", ")}.`;
}
