import type { Plan, PlanStep } from "../../preload/contract/plan.ts";
import { conflictText, type DecisionText, madeAgainTitle, policiesText, referenceText } from "./decision-lines.ts";
import { impossibleText, planFacts, stepFacts, stepRows, stepTitle, stopSentence, warningText } from "./plan-lines.ts";
import { bareReading, type PlanReading } from "./plan-reading.ts";
import { visibleText } from "./visible-text.ts";

/**
 * A plan as lines for a terminal, for somebody who has to approve it: the facts, the warnings, what is to be decided,
 * what cannot be put back, then each step with its values, why, and what Microsoft Graph is asked.
 */
export function* planText(plan: Plan, reading: PlanReading = bareReading): Generator<string> {
  for (const line of lines(plan, reading)) yield visibleText(line);
}

function* lines(plan: Plan, reading: PlanReading): Generator<string> {
  for (const [name, value] of planFacts(plan)) yield `${name}: ${value}`;
  const hasStop = plan.warnings.some(({ severity }) => severity === "stop");
  yield* section("Warnings", [...(hasStop ? [stopSentence] : []), ...plan.warnings.map(warningText)]);
  const { conflicts = [], deadReferences = [], madeAgainPolicies: made, impossible } = plan;
  yield* decisions(
    "Changed by others too",
    conflicts.map((conflict) => conflictText(conflict, reading)),
  );
  yield* decisions("Named, but gone", deadReferences.map(referenceText));
  yield* decisions(madeAgainTitle, made === undefined ? [] : [policiesText(made)]);
  yield* section(
    "Cannot be put back",
    impossible.map((part) => impossibleText(part, reading)),
  );
  yield plan.steps.length === 0 ? "\nThere is nothing to write." : "\nSteps, in this order";
  for (const step of plan.steps) yield* stepLines(step, plan, reading);
}

function* section(title: string, items: readonly string[]): Generator<string> {
  if (items.length > 0) yield `\n${title}`;
  for (const item of items) yield `  ${inline(item)}`;
}

function* decisions(title: string, items: readonly DecisionText[]): Generator<string> {
  if (items.length > 0) yield `\n${title}`;
  for (const item of items) {
    yield `  ${item.title}`;
    for (const line of item.lines) yield `    ${inline(line)}`;
  }
}

function* stepLines(step: PlanStep, plan: Plan, reading: PlanReading): Generator<string> {
  yield `  ${stepTitle(step)}`;
  for (const [what, now, then] of stepRows(step, reading)) yield `    ${what}: ${inline(now)} → ${inline(then)}`;
  for (const [name, value] of stepFacts(step, plan, reading)) {
    const [first, ...more] = value.split("\n");
    yield `      ${name}: ${first}`;
    // Sentences one below the other: who changed it, and who before them.
    for (const line of more) yield `      ${" ".repeat(name.length + 2)}${line}`;
  }
}

function inline(text: string): string {
  return text.replaceAll("\n", ", ");
}
