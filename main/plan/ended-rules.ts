import type { LinkChange } from "../../preload/contract/change.ts";
import type { DirectoryObject, ObjectReference } from "../../preload/contract/directory-object.ts";
import type { ImpossiblePart, PlanStep, PlanWarning } from "../../preload/contract/plan.ts";
import { isChosenPath } from "../compare/matches-filter.ts";
import { canDecideLinks, linksOnlyWith } from "./links-only-with.ts";
import { namesOf, uniqueObjects } from "./names-of-objects.ts";
import type { PlanInput } from "./plan-input.ts";
import { referenceTo, type StepDraft } from "./step-draft.ts";

/** What comes back to a group that loses the rule it was given since, and what of it no snapshot can say. */
export interface EndedRule {
  readonly links: readonly LinkChange[];
  readonly impossible: readonly ImpossiblePart[];
}

/**
 * No snapshot lists the members that follow from a rule, so that no comparison tells who was lost when a group was given one.
 * Where the plan ends the rule, those of the snapshot come back.
 */
export function endedRule(
  found: DirectoryObject,
  updates: readonly StepDraft[],
  before: DirectoryObject | undefined,
  filter: PlanInput["filter"],
): EndedRule {
  const after = Object.assign({}, found.properties, ...updates.map(({ promised }) => promised));
  const ended = linksOnlyWith(found, after, found.properties);
  const links = ended
    .filter((link) => isChosenPath(link, filter))
    .map((link) => ({ link, added: [], removed: before?.links[link] ?? [] }))
    .filter(({ removed }) => removed.length > 0);
  return { links, impossible: ended.map((link) => whomTheRuleTookIn(referenceTo(found), link)) };
}

/** What stays when a rule ends. */
export function whomTheRuleTookIn(object: ObjectReference, path: string): ImpossiblePart {
  return {
    object,
    path,
    reason: "Whom its rule took in, no snapshot lists: they stay when the rule ends.",
    manual: "Look at who is in it afterwards, and take out who does not belong.",
  };
}

/** Groups that the plan takes a rule from, and groups that it gives one, which takes out all whom people put in. */
export function ruleWarnings(
  steps: readonly PlanStep[],
  { lookup }: Pick<PlanInput, "lookup">,
): readonly PlanWarning[] {
  const turned = (isEnding: boolean) =>
    uniqueObjects(
      steps.flatMap(({ type, action, object, promised }) => {
        if (action !== "update" || !canDecideLinks(type, Object.keys(promised))) return [];
        const now = lookup.after(type, object.id)?.properties ?? {};
        const then = { ...now, ...promised };
        const [having, unlike] = isEnding ? [then, now] : [now, then];
        return linksOnlyWith(object, having, unlike).length > 0 ? [object] : [];
      }),
    );
  const [ended, begun] = [turned(true), turned(false)];
  return [
    ...warningOf(
      "rule-ends",
      ended,
      `The plan ends the rule of ${namesOf(ended)}. Members that people had put in come back as its steps say, also whom somebody has taken out since; whom the rule took in stays. Look at the members before you rely on them.`,
    ),
    ...warningOf(
      "rule-begins",
      begun,
      `The plan gives ${namesOf(begun)} a rule: Microsoft Entra then takes out everybody whom the rule does not take in, whoever put them there.`,
    ),
  ];
}

function warningOf(code: string, objects: readonly ObjectReference[], message: string): readonly PlanWarning[] {
  return objects.length === 0 ? [] : [{ code, severity: "stop", message, objects }];
}
