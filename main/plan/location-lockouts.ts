import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, jsonText, textsIn } from "../../preload/contract/json-value.ts";
import type { PlanStep, PlanWarning } from "../../preload/contract/plan.ts";
import { namesOf, uniqueObjects } from "./names-of-objects.ts";
import type { PlanInput } from "./plan-input.ts";
import { foundState, plannedState } from "./planned-state.ts";
import { blocksSignIn, reaches } from "./policy-reach.ts";
import { referenceTo } from "./step-draft.ts";

const relevant = new Set(["conditionalAccessPolicy", "group", "user"] as const);

/**
 * Policies that block by a location which the plan makes smaller where it is an exception, or larger where it is blocked:
 * whoever sits at such an address gets in now and would not any more. Stops where it may be the person at the screen, unless
 * some of the exception stays.
 */
export function locationLockouts(
  steps: readonly PlanStep[],
  input: Pick<PlanInput, "lookup" | "allFound" | "signedInObjectId">,
): readonly PlanWarning[] {
  const moved = steps.filter(({ type, action }) => type === "namedLocation" && action === "update");
  if (moved.length === 0) return [];
  const planned = plannedState(steps, input, relevant);
  const found = foundState(input);
  const hits = [...planned.objects("conditionalAccessPolicy")].flatMap((policy) => {
    if (blocksSignIn(policy) === "no") return [];
    const effects = moved.map((step) => ({ step, effect: effectOn(policy, step, input) }));
    const some = effects.filter(({ effect }) => effect !== "none");
    const isWhole = some.some(({ effect }) => effect === "whole");
    return some.length === 0 ? [] : [{ policy, isWhole, locations: some.map(({ step }) => step) }];
  });
  if (hits.length === 0) return [];
  const { signedInObjectId: you } = input;
  const mayBeYou = hits.some(
    ({ policy, isWhole }) => isWhole && (you === undefined || reaches(policy, you, found) !== "no"),
  );
  const [policies, locations] = [
    hits.map(({ policy }) => referenceTo(policy)),
    uniqueObjects(hits.flatMap((hit) => hit.locations.map(({ object }) => object))),
  ];
  const message = `The plan changes which addresses belong to ${namesOf(locations)}, by which ${namesOf(policies)} ${policies.length === 1 ? "decides" : "decide"} whom to block: who signs in from some of them gets in now and would be blocked. Check where you and the emergency accounts sign in from.`;
  const severity = mayBeYou ? "stop" : "caution";
  return [{ code: "location-blocks", severity, message, objects: [...policies, ...locations] }];
}

/** part: some of an exception goes. whole: nothing of it stays, or more is blocked. */
function effectOn(
  policy: DirectoryObject,
  step: PlanStep,
  { lookup }: Pick<PlanInput, "lookup">,
): "none" | "part" | "whole" {
  const location = lookup.after("namedLocation", step.object.id)?.properties ?? {};
  const { expected, promised } = step;
  const isDistrusted = expected.isTrusted === true && promised.isTrusted !== true;
  if (isDistrusted && conditionOf(policy, "exclude").includes("alltrusted")) return "whole";
  if (names(policy, "include", step, location) && shrinks(promised, expected)) return "whole";
  if (!names(policy, "exclude", step, location) || !shrinks(expected, promised)) return "none";
  return keepsSome(expected, promised) ? "part" : "whole";
}

/** By its id, or as one of the trusted ones. */
function names(policy: DirectoryObject, side: Side, { object }: PlanStep, { isTrusted }: JsonObject): boolean {
  const named = conditionOf(policy, side);
  return named.includes(object.id.toLowerCase()) || (isTrusted === true && named.includes("alltrusted"));
}

type Side = "include" | "exclude";

function conditionOf({ properties: { conditions = null } }: DirectoryObject, side: Side): readonly string[] {
  const locations = isJsonObject(conditions) ? conditions.locations : undefined;
  return textsIn(isJsonObject(locations) ? locations[`${side}Locations`] : undefined).map((one) => one.toLowerCase());
}

const parts = ["ipRanges", "countriesAndRegions"] as const;

/** Whether fewer addresses or countries count; how countries are found out may mean either. */
function shrinks(before: JsonObject, after: JsonObject): boolean {
  const isFewer = parts.some((unit) => {
    const left = addressesIn(after, unit);
    return unit in after && addressesIn(before, unit).some((one) => !left.includes(one));
  });
  const unknown = "includeUnknownCountriesAndRegions";
  const isOther = before.countryLookupMethod !== after.countryLookupMethod;
  return isFewer || isOther || (before[unknown] === true && after[unknown] !== true);
}

function keepsSome(before: JsonObject, after: JsonObject): boolean {
  return parts.some((unit) => addressesIn(before, unit).some((one) => addressesIn(after, unit).includes(one)));
}

function addressesIn(values: JsonObject, unit: string): readonly string[] {
  const listed = values[unit];
  return Array.isArray(listed) ? listed.map(elementText) : [];
}

function elementText(element: JsonValue): string {
  return isJsonObject(element)
    ? jsonText(element.cidrAddress ?? JSON.stringify(element))
    : jsonText(element).toUpperCase();
}
