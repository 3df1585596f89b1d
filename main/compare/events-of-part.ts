import type { AttributeChange, LinkChange } from "../../preload/contract/change.ts";
import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import type { BetweenEvent } from "../../preload/contract/plan.ts";
import { type AttributionWindow, type Candidate, candidatesIn, eventOf } from "./attribute-change.ts";
import type { AuditIndex } from "./audit-index.ts";
import type { ObjectDifference } from "./compare-objects.ts";
import { endsOf, explainedPaths, idsNamedBy, recordedValues } from "./explained-paths.ts";

/** Who did what to the parts of a difference, each by itself. Latest first. */
export interface PartEvents {
  /** With the values that the records hold. */
  ofAttribute(difference: ObjectDifference, attribute: AttributeChange): readonly BetweenEvent[];
  /** Answers for each target of the link; none where the records name no target. */
  ofLink(difference: ObjectDifference, link: LinkChange): (target: LinkTarget) => readonly BetweenEvent[];
}

/** Looks the parts up in the audit records of the time between the states. */
export function partEvents(index: AuditIndex, window: AttributionWindow): PartEvents {
  const explaining = (difference: ObjectDifference) =>
    insideFirst(
      candidatesIn(index.about(difference.id), window).filter(
        ({ record, isInside }) => explainedPaths(difference, record, isInside).length > 0,
      ),
    );
  return {
    ofAttribute: (difference, attribute) =>
      explaining({ ...difference, attributes: [attribute], links: [] }).map((candidate) => ({
        ...betweenEvent(candidate),
        ...valuesIn(candidate, difference.id, attribute),
      })),
    ofLink(difference, link) {
      const records = explaining({ ...difference, attributes: [], links: [link] });
      const byId = recordsById(records);
      const own = difference.id.toLowerCase();
      return (target) => {
        const found = new Set(endsOf(target, own).flatMap((id) => byId.get(id) ?? []));
        return records.filter((record) => found.has(record)).map(betweenEvent);
      };
    },
  };
}

/** A record from the slack around the two states counts only where none from between them does. */
function insideFirst(candidates: readonly Candidate[]): readonly Candidate[] {
  const inside = candidates.filter(({ isInside }) => isInside);
  return inside.length > 0 ? inside : candidates;
}

/** A group can have gained 50,000 members, with a record each: looked through once. */
function recordsById(records: readonly Candidate[]): ReadonlyMap<string, readonly Candidate[]> {
  const byId = new Map<string, Candidate[]>();
  for (const candidate of records) {
    for (const id of idsNamedBy(candidate.record)) {
      const found = byId.get(id);
      if (found === undefined) byId.set(id, [candidate]);
      else found.push(candidate);
    }
  }
  return byId;
}

function betweenEvent({ record }: Candidate): BetweenEvent {
  const { paths: _, ...event } = eventOf(record, []);
  return event;
}

function valuesIn(
  { record }: Candidate,
  id: string,
  attribute: AttributeChange,
): { readonly before?: JsonValue; readonly after?: JsonValue } {
  return recordedValues(record, id, attribute);
}
