import type { LinkTarget } from "../../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../../preload/contract/json-value.ts";
import type { Plan, PlanStep } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { definitionOf, linkKey } from "../../catalogue/catalogue.ts";
import { propertyRule } from "../../catalogue/directory-extensions.ts";
import { isStepDone } from "./excuses.ts";
import { isSameValue, type TenantParts } from "./tenant-parts.ts";

/** Steps that the job calls done and that do not hold, and a verdict that is not what its steps are. */
export function untrue(plan: Plan, job: RecoveryJob, after: TenantParts): readonly string[] {
  // Nothing has been read back yet, and nobody says that it has.
  if (job.state !== "ended") return job.verdict === null ? [] : [`${job.state}, and the verdict is ${job.verdict}`];
  const wrong = plan.steps.flatMap((step) => {
    const goesLater = plan.steps.some(({ action, object }) => action === "delete" && object.id === step.object.id);
    return isStepDone(job, step) && (step.action === "delete" || !goesLater) ? brokenPromises(step, after, plan) : [];
  });
  const isComplete = plan.steps.every((step) => isStepDone(job, step));
  if (job.verdict === "complete" && !isComplete) wrong.push("the verdict is complete, and not all steps are done");
  if (job.verdict !== "complete" && isComplete) wrong.push(`the verdict is ${job.verdict}, and all steps are done`);
  return wrong;
}

function brokenPromises(step: PlanStep, after: TenantParts, plan: Plan): readonly string[] {
  const { type, object, action } = step;
  const there = after.get(`${type} ${object.id} is there`)?.value;
  const says = (what: string) => `${step.id} (${action} ${type} ${object.name}) is called done, but ${what}`;
  if (action === "delete") return there === "live" ? [says("it is still there")] : [];
  if (there !== "live") return [says(`it is ${there ?? "not there"}`)];
  return [...brokenUnits(step, after, plan).map(says), ...brokenLinks(step, after).map(says)];
}

function brokenUnits(step: PlanStep, after: TenantParts, plan: Plan): readonly string[] {
  const { type, object, action, promised, expected } = step;
  const later = new Set(
    plan.steps
      .filter((other) => other.action === "update" && other.object.id === object.id && other.id !== step.id)
      .flatMap((other) => Object.keys(other.promised)),
  );
  const units = action === "update" ? [...Object.keys(promised), ...Object.keys(expected)] : said(step);
  return [...new Set(units)].flatMap((unit) => {
    const rule = propertyRule(definitionOf(type), unit);
    if (rule?.volatile === true || rule?.secret === true || (action !== "update" && later.has(unit))) return [];
    if (rule?.write.route === "never" || unit.startsWith("@")) return [];
    const now = after.get(`${type} ${object.id} ${unit}`)?.value;
    const wanted = Object.hasOwn(promised, unit) ? promised[unit] : undefined;
    return holds(now, wanted) ? [] : [`${unit} is ${text(now)}, not ${text(wanted)}`];
  });
}

/** What the body of a POST says as the snapshot had it; a policy that was on comes back as report-only. */
function said({ type, object, action, promised }: PlanStep): readonly string[] {
  if (action !== "create") return [];
  const request = definitionOf(type).createRequest({ type, id: object.id, properties: promised, links: {} });
  return Object.keys(request?.body ?? {}).filter((name) => isSameValue(request?.body?.[name], promised[name]));
}

/** Graph adds defaults to what is written: what was written has to be there. */
function holds(now: JsonValue | undefined, wanted: JsonValue | undefined): boolean {
  if (isSameValue(now, wanted)) return true;
  if (wanted === null || wanted === undefined) return false;
  if (Array.isArray(wanted) && Array.isArray(now))
    return wanted.length === now.length && wanted.every((one) => now.some((other) => holds(other, one)));
  if (typeof wanted !== "object" || wanted === null || Array.isArray(wanted)) return false;
  if (typeof now !== "object" || now === null || Array.isArray(now)) return false;
  return Object.entries(wanted).every(
    ([name, value]) =>
      name.includes("@") || name === "id" || holds(Object.entries(now).find(([each]) => each === name)?.[1], value),
  );
}

function brokenLinks({ type, links, object }: PlanStep, after: TenantParts): readonly string[] {
  return links.flatMap(({ link, add, remove }) => {
    const rule = definitionOf(type).links[link];
    const key = (target: LinkTarget) => (rule === undefined ? "" : linkKey(rule, target));
    const wanted = new Set(add.map(key));
    const missing = add.filter((target) => !hasLink(after, object.id, link, target));
    const left = remove.filter((target) => !wanted.has(key(target)) && hasLink(after, object.id, link, target));
    return [
      ...missing.map((target) => `${link} ${text(target)} is missing`),
      ...left.map((target) => `${link} ${text(target)} is still there`),
    ];
  });
}

function hasLink(after: TenantParts, id: string, link: string, target: LinkTarget): boolean {
  if (typeof target === "string")
    return link === "manager"
      ? after.get(`link ${id} manager`)?.value === target
      : after.has(`link ${id} ${link} ${target}`);
  const { principalId = null, appRoleId, consentType, resourceId, scope, name } = target;
  if (link === "appRoleAssignedTo") return after.has(`link ${id} ${link} ${principalId} ${appRoleId}`);
  if (link === "federatedIdentityCredentials") return after.has(`link ${id} ${link} ${name}`);
  const scopes = after.get(`link ${id} ${link} ${consentType} ${principalId} ${resourceId}`)?.value;
  return isSameValue(
    scopes,
    String(scope ?? "")
      .split(" ")
      .filter((word) => word !== ""),
  );
}

function text(value: JsonValue | undefined): string {
  return (JSON.stringify(value) ?? "not set").slice(0, 200);
}
