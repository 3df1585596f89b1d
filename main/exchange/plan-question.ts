import type { Plan, PlanStep } from "../../preload/contract/plan.ts";
import type { ObjectNames } from "../../preload/contract/views.ts";
import { actionWords, hasBin, localTimeText, planFacts, stepRows, stepTitle, warningText } from "./plan-lines.ts";
import { visibleText } from "./visible-text.ts";

/** The steps that are told one by one. */
export const namedSteps = 8;
const namedParts = 3;
const namedWarnings = 5;
const longestLine = 400;

/**
 * What somebody has to know of a plan to confirm it, as plain lines. Whatever the tenant calls its objects, each fact stays
 * one line: a name cannot look like another fact.
 */
export function planQuestion(plan: Plan, names: ObjectNames = {}): readonly string[] {
  const facts = planFacts(plan, localTimeText).map(([name, value]) => `${name}: ${value}`);
  const stops = plan.warnings.filter(({ severity }) => severity === "stop");
  return [
    ...facts,
    ...countedActions(plan),
    ...first(stops.map(warningText), namedWarnings, "warnings").map(cut),
    ...first(
      plan.steps.map((step) => stepLine(step, names)),
      namedSteps,
      "steps",
    ).map(cut),
  ].map((line) => visibleText(line.replaceAll(/\s+/gu, " ")));
}

function countedActions({ steps }: Plan): readonly string[] {
  const count = (action: keyof typeof actionWords) => steps.filter((step) => step.action === action).length;
  const others = (["update", "link", "restore", "create"] as const).filter((action) => count(action) > 0);
  const deletions = count("delete");
  const forGood = steps.filter(({ action, type, object }) => action === "delete" && !hasBin(type, object.id)).length;
  const bin = forGood === 0 ? "into the recycle bin" : `${forGood} of them for good, the rest into the recycle bin`;
  return [
    `Deletions: ${deletions === 0 ? "none" : `${deletions}, ${bin}`}`,
    ...others.map((action) => `To ${actionWords[action]}: ${count(action)}`),
  ];
}

/** With what it writes: a page that was taken over could have chosen anything else of the same object. */
function stepLine(step: PlanStep, names: ObjectNames): string {
  const rows = step.action === "create" ? [] : stepRows(step, { names });
  const parts = rows.map(([what, now, then]) => `${what}: ${now} → ${then}`.replaceAll("\n", ", "));
  return [stepTitle(step), ...(parts.length === 0 ? [] : [first(parts, namedParts, "parts").join("; ")])].join(", ");
}

function first(lines: readonly string[], most: number, what: string): readonly string[] {
  const rest = lines.length - most;
  return rest > 0 ? [...lines.slice(0, most), `and ${rest} more ${what}`] : lines;
}

function cut(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}
