import type { DirectoryObject, LinkTarget } from "../../preload/contract/directory-object.ts";
import type { PlanStep, PlanWarning } from "../../preload/contract/plan.ts";
import { namesOf, uniqueObjects } from "./names-of-objects.ts";
import type { PlanInput } from "./plan-input.ts";
import { referenceTo } from "./step-draft.ts";

const ownTypes = ["application", "servicePrincipal"] as const;

/**
 * Steps that write the application as which Reinstate itself signs in: consent that was given since the snapshot is a change like any
 * other, and a plan that takes it back would end in the middle of its own writing, with nothing left to take it back by.
 */
export function ownAccessWarnings(
  steps: readonly PlanStep[],
  { allFound, ownClientId }: Pick<PlanInput, "allFound" | "ownClientId">,
): readonly PlanWarning[] {
  if (ownClientId === undefined || !steps.some(({ type }) => type === "application" || type === "servicePrincipal"))
    return [];
  const own = ownTypes.flatMap((type) => [...Iterator.from(allFound(type)).filter((one) => isOwn(one, ownClientId))]);
  const ids = new Set(own.map(({ id }) => id.toLowerCase()));
  const touching = steps.filter((step) => ids.has(step.object.id.toLowerCase()) || takesRoleOf(step, ids));
  if (touching.length === 0) return [];
  const objects = uniqueObjects([...own.map(referenceTo), ...touching.map(({ object }) => object)]);
  const numbers = touching.map(({ id }) => id).join(", ");
  const message = `Reinstate itself signs in as ${namesOf(own.map(referenceTo))}, and ${touching.length === 1 ? "step" : "steps"} ${numbers} ${touching.length === 1 ? "writes" : "write"} that application or what it may do. If that takes away what this plan needs, the job stops half way and cannot be taken back from here. Leave it out, or put it back in a plan of its own, last.`;
  return [{ code: "own-access", severity: "stop", message, objects }];
}

function isOwn({ properties: { appId } }: DirectoryObject, clientId: string): boolean {
  return typeof appId === "string" && appId.toLowerCase() === clientId.toLowerCase();
}

/** What an application may do without a person is an assignment of the other application, whose roles it holds. */
function takesRoleOf({ type, action, links }: PlanStep, ids: ReadonlySet<string>): boolean {
  const isOfOwn = (target: LinkTarget) =>
    typeof target === "object" && typeof target.principalId === "string" && ids.has(target.principalId.toLowerCase());
  return (
    type === "servicePrincipal" &&
    action === "link" &&
    links.some(({ link, remove }) => link === "appRoleAssignedTo" && remove.some(isOfOwn))
  );
}
