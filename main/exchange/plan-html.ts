import type { Plan, PlanStep } from "../../preload/contract/plan.ts";
import { escapeHtml, htmlList, htmlTable, pageEnd, pageStart } from "./html-text.ts";
import { impossibleText, planFacts, stepNotes, stepRows, warningText } from "./plan-lines.ts";

/** A plan as a page for the colleague who approves it; the hash says which plan was approved. */
export function* planHtml(plan: Plan): Generator<string> {
  yield pageStart(`Recovery plan for ${plan.tenantName}`);
  yield htmlTable("The plan", ["What", "Value"], planFacts(plan));
  if (plan.warnings.length > 0) yield `<h2>Warnings</h2>\n${htmlList(plan.warnings.map(warningText))}`;
  if (plan.impossible.length > 0) yield `<h2>Cannot be put back</h2>\n${htmlList(plan.impossible.map(impossibleText))}`;
  yield `<h2>Steps (${plan.steps.length})</h2>\n`;
  if (plan.steps.length === 0) yield "<p>There is nothing to write.</p>\n";
  for (const step of plan.steps) yield stepHtml(step);
  yield approval(plan);
  yield pageEnd;
}

function stepHtml(step: PlanStep): string {
  const { id, action, type, object } = step;
  const rows = stepRows(step);
  const title = `<h3><span class="kind ${action}">${action}</span>${escapeHtml(`${id} ${type} ${object.name}`)}</h3>`;
  const table = rows.length === 0 ? "" : htmlTable("What it changes", ["What", "Now", "Then"], rows);
  return `<article>\n${title}\n<p class="id">${escapeHtml(object.id)}</p>\n${table}<p class="soft">${escapeHtml(stepNotes(step).join(", "))}</p>\n</article>\n`;
}

function approval(plan: Plan): string {
  const rows = ["Approved by", "Date", "Signature"].map((name) => [name, ""]);
  return `<h2>Approval</h2>\n<p>This approves the plan with the hash <span class="id">${escapeHtml(plan.hash)}</span> and no other.</p>\n${htmlTable("Approval", ["", "To be filled in"], rows)}`;
}
