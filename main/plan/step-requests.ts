import type { PlanStep } from "../../preload/contract/plan.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import type { WriteRequest } from "../catalogue/object-type-definition.ts";

/** What a step is about, without its place in a plan. */
export type StepContent = Pick<
  PlanStep,
  "type" | "object" | "action" | "attributes" | "links" | "expected" | "promised"
>;

/** The requests of a step, out of the catalogue's writers and nothing else. Pure; placeholders are still in the bodies. */
export function requestsOf(step: StepContent): readonly WriteRequest[] {
  const { type, object, expected, promised } = step;
  const definition = definitionOf(type);
  if (step.action === "update") return definition.updateRequests(object.id, promised, expected);
  if (step.action === "link") {
    return step.links.flatMap(({ link, add, remove }) => definition.linkRequests(object.id, link, add, remove));
  }
  if (step.action === "restore") return listOf(definition.restoreRequest(object.id));
  if (step.action === "create") {
    return listOf(definition.createRequest({ type, id: object.id, properties: promised, links: {} }));
  }
  return definition.deleteRequests({ type, id: object.id, properties: expected, links: {} });
}

function listOf(request: WriteRequest | undefined): readonly WriteRequest[] {
  return request === undefined ? [] : [request];
}
