import { jsonText } from "../../preload/contract/json-value.ts";
import type { PlanStep } from "../../preload/contract/plan.ts";

/** The property by which an object is found whose id nobody heard, and its value. */
export function nameToFind({
  type,
  promised,
}: Pick<PlanStep, "type" | "promised">): readonly [name: string, value: string] {
  const name = type === "user" ? "userPrincipalName" : type === "servicePrincipal" ? "appId" : "displayName";
  return [name, jsonText(promised[name])];
}
