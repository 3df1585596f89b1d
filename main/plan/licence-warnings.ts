import type { DirectoryObject, ObjectReference } from "../../preload/contract/directory-object.ts";
import { nameOf } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, jsonText } from "../../preload/contract/json-value.ts";
import type { PlanStep, PlanWarning } from "../../preload/contract/plan.ts";
import { namesOf } from "./names-of-objects.ts";
import type { PlanInput } from "./plan-input.ts";

type Input = Pick<PlanInput, "lookup" | "allFound" | "tenantId">;

/** One product: who would get it, and how many units that takes less those that the plan gives back. */
interface Demand {
  units: number;
  readonly objects: ObjectReference[];
}

/**
 * Licences that a plan gives and that are not there: the tenant has fewer free units than it takes, or does not have the
 * product any more. Nothing is said where no snapshot holds what the tenant has bought.
 */
export function licenceWarnings(steps: readonly PlanStep[], input: Input): readonly PlanWarning[] {
  const demands = demandsOf(steps, input);
  if (demands.size === 0) return [];
  const products = new Map([...input.allFound("subscribedSku")].map((sku) => [skuOf(sku.properties), sku]));
  if (products.size === 0) return [];
  return [...demands].flatMap(([sku, { units, objects }]): readonly PlanWarning[] => {
    const product = products.get(sku);
    const free = product === undefined ? 0 : freeUnits(product.properties);
    if (units <= 0 || units <= free) return [];
    const rest = `Microsoft Entra will refuse it for those who come last: ${namesOf(objects)}.`;
    if (product === undefined) {
      const message = `The tenant does not have the licence "${formerName(sku, input)}" any more, which this plan gives ${counted(units)}. ${rest}`;
      return [{ code: "licence-gone", severity: "caution", message, objects }];
    }
    const message = `This plan gives the licence "${nameOf(product)}" ${counted(units)}, and ${free === 1 ? "1 unit is" : `${free} units are`} free. ${rest}`;
    return [{ code: "licences-missing", severity: "caution", message, objects }];
  });
}

function counted(units: number): string {
  return units === 1 ? "once" : `${units} times`;
}

function demandsOf(steps: readonly PlanStep[], input: Input): ReadonlyMap<string, Demand> {
  const demands = new Map<string, Demand>();
  for (const step of steps) {
    const [before, after] = licencesOf(step, input);
    const takers = step.type === "group" ? membersOf(step, input) : 1;
    for (const sku of new Set([...before, ...after])) {
      if (before.has(sku) === after.has(sku)) continue;
      const demand = demands.get(sku) ?? { units: 0, objects: [] };
      demands.set(sku, demand);
      demand.units += after.has(sku) ? takers : -takers;
      if (after.has(sku)) demand.objects.push(step.object);
    }
  }
  return demands;
}

/** Product ids before and after a step. Who comes out of the recycle bin takes licences along again. */
function licencesOf(step: PlanStep, { lookup }: Input): readonly [ReadonlySet<string>, ReadonlySet<string>] {
  if (step.type !== "user" && step.type !== "group") return [new Set(), new Set()];
  if (step.action === "restore") return [new Set(), skusIn(lookup.before(step.type, step.object.id)?.properties ?? {})];
  return [skusIn(step.expected), step.action === "update" ? skusIn(step.promised) : new Set()];
}

/** Members who do not have any of what the step gives yet. */
function membersOf({ object, promised, expected }: PlanStep, { lookup }: Input): number {
  const given = [...skusIn(promised)].filter((sku) => !skusIn(expected).has(sku));
  const members = lookup.after("group", object.id)?.links.members ?? [];
  const people = members.flatMap((id) => (typeof id === "string" ? (lookup.after("user", id) ?? []) : []));
  return people.filter(({ properties }) => !given.every((sku) => skusIn(properties).has(sku))).length;
}

function skusIn({ assignedLicenses = null }: JsonObject): ReadonlySet<string> {
  const licences: readonly JsonValue[] = Array.isArray(assignedLicenses) ? assignedLicenses : [];
  return new Set(licences.filter(isJsonObject).map(skuOf));
}

function skuOf({ skuId }: JsonObject): string {
  return jsonText(skuId).toLowerCase();
}

/** A subscription in its grace period (warning) still counts; a suspended one gives nothing. */
function freeUnits({ prepaidUnits = null, consumedUnits, capabilityStatus }: JsonObject): number {
  if (!["enabled", "warning"].includes(jsonText(capabilityStatus).toLowerCase()) || !isJsonObject(prepaidUnits))
    return 0;
  return Math.max(0, numberIn(prepaidUnits.enabled) + numberIn(prepaidUnits.warning) - numberIn(consumedUnits));
}

function numberIn(value: JsonValue | undefined): number {
  return typeof value === "number" ? value : 0;
}

/** Graph's id of a subscription is made of the tenant's and the product's. */
function formerName(sku: string, { lookup, tenantId }: Input): string {
  const former: DirectoryObject | undefined = lookup.before("subscribedSku", `${tenantId}_${sku}`);
  return former === undefined ? sku : nameOf(former);
}
