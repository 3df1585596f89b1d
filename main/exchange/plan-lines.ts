import { partWords } from "../../preload/contract/part-words.ts";
import type { ImpossiblePart, Plan, PlanStep, PlanWarning } from "../../preload/contract/plan.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { filterWords } from "./filter-words.ts";
import type { PlanReading } from "./plan-reading.ts";
import { type ValueRow, valueRow } from "./value-rows.ts";
import { targetText } from "./value-text.ts";

/** What each action does, in words. */
export const actionWords: Readonly<Record<PlanStep["action"], string>> = {
  update: "write attributes",
  link: "change links",
  restore: "restore from the recycle bin",
  create: "create again, with a new id",
  delete: "delete",
};

const titleVerbs: Readonly<Record<PlanStep["action"], string>> = {
  update: "Write attributes of",
  link: "Change links of",
  restore: "Restore from the recycle bin:",
  create: "Make again, with a new id:",
  delete: "Put into the recycle bin:",
};

function wholeWords(step: PlanStep, { purpose }: Plan, { inBinUntil }: PlanReading): string | undefined {
  const { action, type, object } = step;
  if (action === "restore") {
    const until = inBinUntil?.(step);
    const last = until === undefined ? "" : ` until ${timeText(until)}, after which it is gone for good`;
    return `It is in the recycle bin${last}. It comes back with the same id.`;
  }
  if (action === "create" && step.expected.appId !== undefined)
    return "It is in the recycle bin, but its application was deleted for good: Microsoft Entra would refuse to restore it. It is made again with a new id for the application's new client id, and what names it learns the new id; the old one stays in the recycle bin until that is emptied.";
  if (action === "create")
    return `It was deleted for good. It is made again with a new id, and what names it learns the new id.${comesBackReportOnly(step) ? " It was on; it comes back as report-only and stops nobody until somebody switches it on." : ""}`;
  if (action !== "delete") return undefined;
  const why = purpose === "undo" ? "The job brought it back or made it." : "It was added since.";
  return `${why} ${hasBin(type, object.id) ? "It goes to the recycle bin." : "It is deleted for good: there is no recycle bin for it."}`;
}

function comesBackReportOnly({ type, promised }: PlanStep): boolean {
  return type === "conditionalAccessPolicy" && promised.state === "enabled";
}

/** Whether what is deleted can come out of the recycle bin again. */
export function hasBin(type: PlanStep["type"], id: string): boolean {
  return definitionOf(type).restoreRequest(id) !== undefined;
}

/** One entry a difference that the step makes: what, what is there now, what will be there. */
export function stepRows(step: PlanStep, { names }: Pick<PlanReading, "names">): readonly ValueRow[] {
  const attributes = step.attributes.map(({ path, before, after }): ValueRow => {
    const [what, now, then] = valueRow(path, before, after, names);
    return [what, step.action === "create" ? "does not exist" : now, then];
  });
  const links = step.links.flatMap(({ link, add, remove }) => [
    ...remove.map((target) => [partWords(link), targetText(target, names), "taken out"] as const),
    ...add.map((target) => [partWords(link), "not there", `${targetText(target, names)} put in`] as const),
  ]);
  return [...attributes, ...links];
}

/** "Step 3: Write attributes of the user Ada Lovelace (id)" */
export function stepTitle({ id, action, type, object }: PlanStep): string {
  const name = object.name === object.id ? object.id : `${object.name} (${object.id})`;
  const verb = action === "delete" && !hasBin(type, object.id) ? "Delete for good:" : titleVerbs[action];
  return `Step ${stepNumber(id)}: ${verb} the ${definitionOf(type).singular} ${name}`;
}

function stepNumber(id: string): string {
  return id.replace(/^s/u, "");
}

/** What a reviewer of one step must know besides its values: why, what Graph is asked, what it takes, whether it can go back. */
export function stepFacts(step: PlanStep, plan: Plan, reading: PlanReading): readonly (readonly [string, string])[] {
  const requests = reading.requests(step);
  const shown = requests.slice(0, mostRequests).map(({ method, path }) => `${method} ${path}`);
  const more = requests.length > shown.length ? [`and ${requests.length - shown.length} more`] : [];
  const whole = wholeWords(step, plan, reading);
  return [
    ...(whole === undefined ? [] : [["What", whole] as const]),
    ["Why", whyOf(step, plan)],
    ...(shown.length === 0 ? [] : [["Microsoft Graph is asked", [...shown, ...more].join("\n")] as const]),
    ["Takes", `${countOf(step.cost, "request")}, with ${step.permissions.join(", ") || "no permission of its own"}`],
    ...(step.dependsOn.length === 0 ? [] : [["After", `step ${step.dependsOn.map(stepNumber).join(", ")}`] as const]),
    ["Can be undone", step.reversible ? "yes" : "NO"],
  ];
}

const mostRequests = 5;

function whyOf(step: PlanStep, plan: Plan): string {
  if (plan.purpose === "undo") return `It takes back what job ${plan.undoes ?? ""} wrote.`;
  if (plan.switchesOn !== undefined)
    return `It was on in the snapshot. Job ${plan.switchesOn} made it again as report-only, which stops nobody.`;
  if (step.between !== undefined) {
    const lines = step.between.map(({ actor, at, activity, address }) => {
      return `${actor} did this at ${timeText(at)}: ${activity}${address === undefined ? "" : `, from ${address}`}`;
    });
    return [...new Set(lines)].join("\n");
  }
  const made = makersIn(plan).get(step.dependsOn.find((id) => makersIn(plan).has(id)) ?? "");
  if (made !== undefined && step.action !== "create") {
    const verb = made.object.id === step.object.id ? "belongs to" : "names";
    return `It ${verb} "${made.object.name}", which step ${stepNumber(made.id)} makes again with a new id.`;
  }
  return "It differs from the snapshot. No audit record says who changed it.";
}

const makers = new WeakMap<Plan, ReadonlyMap<string, PlanStep>>();

/** The steps that make something again, by their ids. */
function makersIn(plan: Plan): ReadonlyMap<string, PlanStep> {
  const known =
    makers.get(plan) ??
    new Map(plan.steps.filter(({ action }) => action === "create").map((step) => [step.id, step] as const));
  makers.set(plan, known);
  return known;
}

/** For whoever has never seen a plan. */
export const stopSentence = "Nobody should approve this plan before what is marked STOP has been cleared up.";

/** How much it matters, and what it is; its code is for machines. */
export function warningText({ severity, message, objects }: PlanWarning): string {
  const unnamed = objects.map(({ name }) => name).filter((name) => !message.includes(name));
  const named = unnamed.slice(0, 10);
  const rest = unnamed.length > named.length ? ` and ${unnamed.length - named.length} more` : "";
  return `${severity.toUpperCase()}: ${message}${named.length === 0 ? "" : ` (${named.join(", ")}${rest})`}`;
}

/** What cannot be done, and what a person can do instead. */
export function impossibleText(
  { object, path, reason, manual }: ImpossiblePart,
  { names }: Pick<PlanReading, "names">,
): string {
  const what = path === undefined || path === "" ? "" : `, ${partWords(path, names)}`;
  return `The ${definitionOf(object.type).singular} ${object.name}${what}: ${reason} Instead: ${manual}`;
}

/** Which state is put back, onto which, and what it takes. `said`: the words for a time. */
export function planFacts(plan: Plan, said = timeText): readonly (readonly [string, string])[] {
  const cost = plan.steps.reduce((sum, step) => sum + step.cost, 0);
  const { target, found, filter } = plan;
  return [
    ["Tenant", `${plan.tenantName} (${plan.tenantId})`],
    ["Purpose", purposeOf(plan)],
    ["Puts back", `the state of ${said(target.endedAt)} (snapshot ${target.snapshotNumber})`],
    ["Chosen", plan.purpose === "undo" ? "all that the job wrote" : filterWords(filter)],
    ["Starts from", `the tenant as it was found at ${said(found.endedAt)} (snapshot ${found.snapshotNumber})`],
    ["Made at", said(plan.createdAt)],
    ["Steps", `${plan.steps.length}, about ${countOf(cost, "request")}`],
    ...(plan.purpose === "undo" ? [] : [["Removes what was added since", plan.removeAdded ? "yes" : "no"] as const]),
    ["Permissions", plan.permissions.length === 0 ? "none" : plan.permissions.join(", ")],
    ["Hash", plan.hash],
  ];
}

function purposeOf({ purpose, undoes = "", switchesOn }: Plan): string {
  if (switchesOn !== undefined) return `switch on the policies that job ${switchesOn} made again as report-only`;
  return purpose === "undo" ? `undo: take back what job ${undoes} wrote` : "recover: put back what was chosen";
}

function countOf(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}

/** "2026-11-02 02:10:00 UTC" */
export function timeText(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return `${time.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** "2026-11-02 03:10:00 CET (2026-11-02 02:10:00 UTC)": as the window beside it tells times, and as records do. */
export function localTimeText(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime()) || time.getTimezoneOffset() === 0) return timeText(iso);
  return `${time.toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "long" })} (${timeText(iso)})`;
}
