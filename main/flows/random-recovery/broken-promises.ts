import type { LinkTarget } from "../../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../../preload/contract/json-value.ts";
import type { Plan, PlanStep } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { definitionOf, linkKey } from "../../catalogue/catalogue.ts";
import { propertyRule } from "../../catalogue/directory-extensions.ts";
import { isStepDone } from "./excuses.ts";
import { isSameValue } from "./parts-that-differ.ts";
import type { TenantParts } from "./tenant-parts.ts";

/** A plan and the tenant after it, by the same ids. */
export interface CarriedOut {
  readonly plan: Plan;
  readonly after: TenantParts;
}

/**
 * Steps that the job calls done and that do not hold, and a verdict that is not what its steps are. `asWritten`: with the ids that
 * things have now instead of those that they had. One that was made again and the old one in the recycle bin are two then.
 */
export function untrue({ plan, after }: CarriedOut, job: RecoveryJob, asWritten: CarriedOut): readonly string[] {
  // Nothing has been read back yet, and nobody says that it has.
  if (job.state !== "ended") return job.verdict === null ? [] : [`${job.state}, and the verdict is ${job.verdict}`];
  const wrong = plan.steps.flatMap((step) => {
    const goesLater = plan.steps.some(({ action, object }) => action === "delete" && object.id === step.object.id);
    if (!isStepDone(job, step) || (step.action !== "delete" && goesLater)) return [];
    return [...brokenPromises(step, after, plan), ...keptLinks(step, after, asWritten)];
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

/** Links that the step took away and that are still there. */
function keptLinks(
  { id, type, object, links }: PlanStep,
  after: TenantParts,
  asWritten: CarriedOut,
): readonly string[] {
  const written = asWritten.plan.steps.find((step) => step.id === id);
  return links.flatMap(({ link, add, remove }, index) => {
    const rule = definitionOf(type).links[link];
    const key = (target: LinkTarget) => (rule === undefined ? "" : linkKey(rule, target));
    const wanted = new Set(add.map(key));
    const isKept = (target: LinkTarget, at: number) => {
      if (wanted.has(key(target)) || !hasLink(after, object.id, link, target)) return false;
      const now = written?.links[index]?.remove[at] ?? target;
      return key(now) === key(target) || hasLink(asWritten.after, written?.object.id ?? object.id, link, now);
    };
    const told = (target: LinkTarget) =>
      `${id} (link ${type} ${object.name}) is called done, but ${link} ${text(target)} is still there`;
    return remove.filter(isKept).map(told);
  });
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

function brokenLinks({ links, object }: PlanStep, after: TenantParts): readonly string[] {
  return links.flatMap(({ link, add }) => {
    const missing = add.filter((target) => !hasLink(after, object.id, link, target));
    return missing.map((target) => `${link} ${text(target)} is missing`);
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
