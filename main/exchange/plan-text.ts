import type { Plan } from "../../preload/contract/plan.ts";
import { impossibleText, planFacts, stepNotes, stepRows, stepTitle, warningText } from "./plan-lines.ts";
import { visibleText } from "./visible-text.ts";

/** A plan as lines for a terminal: the facts, the warnings, each step with what it changes, what cannot be put back. */
export function* planText(plan: Plan): Generator<string> {
  for (const line of lines(plan)) yield visibleText(line);
}

function* lines(plan: Plan): Generator<string> {
  for (const [name, value] of planFacts(plan)) yield `${name}: ${value}`;
  if (plan.warnings.length > 0) yield "\nWarnings";
  for (const warning of plan.warnings) yield `  ${warningText(warning)}`;
  yield plan.steps.length === 0 ? "\nThere is nothing to write." : "\nSteps";
  for (const step of plan.steps) {
    yield `  ${stepTitle(step)}: ${stepNotes(step).join(", ")}`;
    for (const [what, before, after] of stepRows(step)) yield `    ${what}: ${inline(before)} → ${inline(after)}`;
  }
  if (plan.impossible.length > 0) yield "\nCannot be put back";
  for (const part of plan.impossible) yield `  ${impossibleText(part)}`;
}

function inline(text: string): string {
  return text.replaceAll("\n", ", ");
}
