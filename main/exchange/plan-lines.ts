import type { ImpossiblePart, Plan, PlanStep, PlanWarning } from "../../preload/contract/plan.ts";
import { targetText, valueText } from "./value-text.ts";

/** What each action does, in words. */
export const actionWords: Readonly<Record<PlanStep["action"], string>> = {
  update: "write attributes",
  link: "change links",
  restore: "restore from the recycle bin",
  create: "create again, with a new id",
  delete: "put into the recycle bin",
};

/** One entry a difference that the step makes: what, what is there now, what will be there. */
export function stepRows(step: PlanStep): readonly (readonly [string, string, string])[] {
  const attributes = step.attributes.map(
    ({ path, before, after }) => [path, valueText(before), valueText(after)] as const,
  );
  const links = step.links.flatMap(({ link, add, remove }) => [
    ...remove.map((target) => [link, targetText(target, undefined), "removed"] as const),
    ...add.map((target) => [link, "not there", `${targetText(target, undefined)} added`] as const),
  ]);
  return [...attributes, ...links];
}

/** "s3 update user Ada Lovelace (id)" */
export function stepTitle({ id, action, type, object }: PlanStep): string {
  return `${id} ${action} ${type} ${object.name === object.id ? object.id : `${object.name} (${object.id})`}`;
}

/** What a reviewer of one step must know besides. */
export function stepNotes(step: PlanStep): readonly string[] {
  const after = step.dependsOn.length === 0 ? [] : [`after ${step.dependsOn.join(", ")}`];
  return [actionWords[step.action], ...after, ...(step.reversible ? [] : ["cannot be undone"])];
}

export function warningText({ severity, code, message, objects }: PlanWarning): string {
  const named = objects.map(({ name }) => name).slice(0, 10);
  const rest = objects.length > named.length ? ` and ${objects.length - named.length} more` : "";
  return `${severity.toUpperCase()} ${code}: ${message}${named.length === 0 ? "" : ` (${named.join(", ")}${rest})`}`;
}

export function impossibleText({ object, path, reason, manual }: ImpossiblePart): string {
  return `${object.type} ${object.name}${path === undefined ? "" : `, ${path}`}: ${reason} ${manual}`;
}

/** Which state is put back, onto which, and what it takes. */
export function planFacts(plan: Plan): readonly (readonly [string, string])[] {
  const cost = plan.steps.reduce((sum, step) => sum + step.cost, 0);
  return [
    ["Tenant", `${plan.tenantName} (${plan.tenantId})`],
    ["Purpose", plan.purpose === "undo" ? `undo job ${plan.undoes ?? ""}` : "recover"],
    ["Puts back", `snapshot ${plan.target.snapshotNumber} of ${plan.target.endedAt}`],
    ["Starts from", `snapshot ${plan.found.snapshotNumber} of ${plan.found.endedAt}`],
    ["Made at", plan.createdAt],
    ["Steps", `${plan.steps.length}, about ${cost} requests`],
    ["Removes what was added since", plan.removeAdded ? "yes" : "no"],
    ["Permissions", plan.permissions.length === 0 ? "none" : plan.permissions.join(", ")],
    ["Hash", plan.hash],
  ];
}
