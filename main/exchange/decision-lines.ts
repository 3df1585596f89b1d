import { partWords } from "../../preload/contract/part-words.ts";
import type { DeadReference, MadeAgainPolicies, PlanConflict } from "../../preload/contract/plan.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { timeText } from "./plan-lines.ts";
import type { PlanReading } from "./plan-reading.ts";
import { targetText, valueText } from "./value-text.ts";

const conflictAnswers: Readonly<Record<PlanConflict["answer"], string>> = {
  open: "NOT DECIDED: it stays as it is now",
  keep: "Decided: it stays as it is now",
  "put-back": "Decided: it is put back",
};

const referenceAnswers: Readonly<Record<DeadReference["answer"], string>> = {
  open: "NOT DECIDED: what names it stays as it is now",
  stop: "Decided: what names it stays as it is now",
  drop: "Decided: it is left out",
  replace: "Decided: it is replaced by",
};

export const madeAgainTitle = "Made again, and on before";

/** A heading, and lines about it. */
export interface DecisionText {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The three views of a part that several people changed, and what was decided. */
export function conflictText(conflict: PlanConflict, { names }: Pick<PlanReading, "names">): DecisionText {
  const { key, object, path, target, former, now, between, reason, answer } = conflict;
  const what = path === "" ? "whether it is there" : partWords(path, names);
  const sides =
    target === undefined
      ? path === ""
        ? []
        : [`In the snapshot: ${valueText(former, names)}`, `Now: ${valueText(now, names)}`]
      : [
          `${targetText(target, names)}: ${former === undefined ? "not there then" : "there then"}, ${now === undefined ? "not there now" : "there now"}`,
        ];
  const events = between.map(({ actor, at, activity, before, after }) => {
    const values =
      before === undefined && after === undefined ? "" : `: ${valueText(before, names)} → ${valueText(after, names)}`;
    return `Between: ${timeText(at)} ${actor}, ${activity}${values}`;
  });
  return {
    title: `${key}  ${definitionOf(object.type).singular} ${object.name}, ${what}`,
    lines: [...sides, ...events, reason, conflictAnswers[answer]],
  };
}

/** An object that is gone, where it is named, and what was decided. */
export function referenceText({ id, name, inBin, places, answer, replacement }: DeadReference): DecisionText {
  const where = places
    .slice(0, 10)
    .map(
      ({ object, path }) =>
        `Named by: ${definitionOf(object.type).singular} ${object.name}${path === undefined ? "" : `, ${partWords(path)}`}`,
    );
  const more = places.length > where.length ? [`and ${places.length - where.length} more`] : [];
  const decided = `${referenceAnswers[answer]}${replacement === undefined ? "" : ` ${replacement.name} (${replacement.id})`}`;
  return {
    title: `${id}  ${name}, ${inBin ? "in the recycle bin: restore it as well, if that is still possible" : "gone for good"}`,
    lines: [...where, ...more, decided],
  };
}

const policyAnswers: Readonly<Record<MadeAgainPolicies["answer"], string>> = {
  "report-only": "They come back as report-only and stop nobody. To have the plan switch them on: policies=switch-on",
  "switch-on": "Decided: the plan switches them on",
};

/** Policies that were on and are made again, and whether they are to stop people at once. */
export function policiesText({ policies, answer }: MadeAgainPolicies): DecisionText {
  return { title: policies.map(({ name }) => name).join(", "), lines: [policyAnswers[answer]] };
}
