import { namesPath } from "../../preload/contract/attribute-path.ts";
import type { AttributionEvent, Change, ChangeKind } from "../../preload/contract/change.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import { riskOf } from "../../preload/contract/risk.ts";

/** True if any of the change is chosen by the filter. Pure; `narrow` gives the chosen part. */
export function matchesFilter(change: Change, filter: ChangeFilter): boolean {
  return narrow(change, filter) !== undefined;
}

/**
 * The part of a change that the filter chooses, undefined if there is none. Naming attributes never chooses that an
 * object came or went. With an actor, an operation or a time, attributes that only other events explain are left out.
 */
export function narrow(change: Change, filter: ChangeFilter): Change | undefined {
  const chosen = narrowParts(change, filter);
  return chosen !== undefined && filter.risky === true && riskOf(chosen) === undefined ? undefined : chosen;
}

function narrowParts(change: Change, filter: ChangeFilter): Change | undefined {
  if (!matchesObject(change, filter)) return undefined;
  const asksForEvents = asksWho(filter);
  // Most filters choose whole objects, and a report of 100,000 changes asks for each.
  if (!asksForEvents && filter.attributes === undefined && filter.exceptAttributes === undefined) return change;
  const events = change.attribution.events.filter((event) => matchesEvent(event, filter));
  if (asksForEvents && (events.length === 0 || isWholeOfOthers(change, events))) return undefined;
  if (change.kind !== "modified" && filter.attributes !== undefined) return undefined;
  const explained = (path: string) => !asksForEvents || isExplained(path, events, change.attribution.events);
  const chosen = (path: string) => isChosenPath(path, filter) && explained(path);
  const attributes = change.attributes.filter((attribute) => chosen(attribute.path));
  const links = change.links.filter((link) => chosen(link.link));
  if (attributes.length === change.attributes.length && links.length === change.links.length) return change;
  if (change.kind === "modified" && attributes.length + links.length === 0) return undefined;
  return { ...change, attributes, links };
}

/** Whether a filter asks who changed something, in which operation, or when. */
export function asksWho({ actor, correlation, since, until }: ChangeFilter): boolean {
  return actor !== undefined || correlation !== undefined || since !== undefined || until !== undefined;
}

/** The object came or went, records say who did that, and it was none of those who were asked for. */
function isWholeOfOthers({ kind, attribution }: Change, chosen: readonly AttributionEvent[]): boolean {
  const isWhole = ({ paths }: AttributionEvent) => paths.length === 0;
  return kind !== "modified" && attribution.events.some(isWhole) && !chosen.some(isWhole);
}

function matchesObject(change: Change, filter: ChangeFilter): boolean {
  if (filter.types && !filter.types.includes(change.type)) return false;
  if (filter.kinds && !includesKind(filter.kinds, change.kind)) return false;
  if (filter.ids && !idsOf(filter.ids).has(change.id.toLowerCase())) return false;
  return filter.name === undefined || contains(change.name, filter.name);
}

/** `removed` includes soft-deleted, `added` includes restored. */
function includesKind(kinds: readonly ChangeKind[], kind: ChangeKind): boolean {
  if (kinds.includes(kind)) return true;
  if (kind === "soft-deleted") return kinds.includes("removed");
  return kind === "restored" && kinds.includes("added");
}

const idSets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** In lower case. A filter may name half a million ids and is asked for as many changes. */
function idsOf(ids: readonly string[]): ReadonlySet<string> {
  const set = idSets.get(ids) ?? new Set(ids.map((id) => id.toLowerCase()));
  idSets.set(ids, set);
  return set;
}

function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

/** Whether somebody who was asked for did it, in an operation and at a time that were asked for. */
export function matchesEvent(
  event: Pick<AttributionEvent, "actor" | "at" | "correlationId">,
  filter: ChangeFilter,
): boolean {
  if (filter.actor !== undefined && !namesActor(filter.actor, event.actor)) return false;
  if (filter.correlation && !idsOf(filter.correlation).has(event.correlationId?.toLowerCase() ?? "")) return false;
  if (filter.since !== undefined && Date.parse(event.at) < Date.parse(filter.since)) return false;
  return filter.until === undefined || Date.parse(event.at) <= Date.parse(filter.until);
}

/** Alternatives are separated by commas: a culprit may have acted under two names. */
function namesActor(parts: string, actor: string): boolean {
  return parts.split(",").some((part) => part.trim() !== "" && contains(actor, part.trim()));
}

/** Whether a filter chooses an attribute or link of this name, whoever changed it. */
export function isChosenPath(path: string, filter: ChangeFilter): boolean {
  const names = (chosen: string) => namesPath(chosen, path);
  return (filter.attributes?.some(names) ?? true) && !filter.exceptAttributes?.some(names);
}

function isExplained(path: string, chosen: readonly AttributionEvent[], all: readonly AttributionEvent[]): boolean {
  const explains = (event: AttributionEvent) => event.paths.includes(path);
  return chosen.some(explains) || !all.some(explains);
}
