import type { Plan, PlanStep } from "../../preload/contract/plan.ts";
import { conflictText, type DecisionText, madeAgainTitle, policiesText, referenceText } from "./decision-lines.ts";
import { escapeHtml, htmlList, htmlTable, pageEnd, pageStart } from "./html-text.ts";
import { impossibleText, planFacts, stepFacts, stepRows, stepTitle, stopSentence, warningText } from "./plan-lines.ts";
import { bareReading, type PlanReading } from "./plan-reading.ts";

/** A plan as a page for the colleague who approves it; the hash says which plan was approved. */
export function* planHtml(plan: Plan, reading: PlanReading = bareReading): Generator<string> {
  const { warnings, conflicts = [], deadReferences = [], madeAgainPolicies: made, impossible, steps } = plan;
  yield pageStart(`Recovery plan for ${plan.tenantName}`);
  yield `<p>${introduction}</p>\n`;
  const hasStop = warnings.some(({ severity }) => severity === "stop");
  const stop = hasStop ? `<p>${stopSentence}</p>\n` : "";
  yield section("Warnings", warnings.length, `${stop}${htmlList(warnings.map(warningText))}`);
  yield htmlTable("The plan", ["What", "Value"], planFacts(plan));
  const decided = conflicts.map((conflict) => conflictText(conflict, reading));
  yield section("Changed by others too", conflicts.length, decided.map(decisionHtml).join(""));
  yield section("Named, but gone", deadReferences.length, deadReferences.map(referenceText).map(decisionHtml).join(""));
  if (made !== undefined) yield section(madeAgainTitle, 1, decisionHtml(policiesText(made)));
  yield section(
    "Cannot be put back",
    impossible.length,
    htmlList(impossible.map((part) => impossibleText(part, reading))),
  );
  yield `<h2>Steps, in this order (${steps.length})</h2>\n`;
  if (steps.length === 0) yield "<p>There is nothing to write.</p>\n";
  for (const step of steps) yield stepHtml(step, plan, reading);
  yield approval(plan);
  yield pageEnd;
}

const introduction =
  "This page says what Reinstate would write to the tenant. Nothing has been written. Exactly these steps are carried out, in this order; where the tenant has changed since, the step is skipped and reported.";

function section(title: string, count: number, content: string): string {
  return count === 0 ? "" : `<h2>${title}</h2>\n${content}`;
}

function decisionHtml({ title, lines }: DecisionText): string {
  return `<article>\n<h3>${escapeHtml(title)}</h3>\n${htmlList(lines)}</article>\n`;
}

function stepHtml(step: PlanStep, plan: Plan, reading: PlanReading): string {
  const rows = stepRows(step, reading);
  const title = `<h3><span class="kind ${step.action}">${step.action}</span>${escapeHtml(stepTitle(step))}</h3>`;
  const table = rows.length === 0 ? "" : htmlTable("What it changes", ["What", "Now", "Put back"], rows);
  const facts = htmlTable("About the step", ["", ""], stepFacts(step, plan, reading));
  return `<article>\n${title}\n${table}${facts}</article>\n`;
}

function approval(plan: Plan): string {
  const rows = ["Approved by", "Date", "Signature"].map((name) => [name, ""]);
  return `<h2>Approval</h2>\n<p>This approves the plan with the hash <span class="id">${escapeHtml(plan.hash)}</span> and no other.</p>\n${htmlTable("Approval", ["", "To be filled in"], rows)}`;
}
