import type { DirectoryObject, ObjectReference } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { PlanStep, PlanWarning } from "../../preload/contract/plan.ts";
import { namesOf, uniqueObjects } from "./names-of-objects.ts";
import type { PlanInput } from "./plan-input.ts";
import { plannedState } from "./planned-state.ts";
import { idsNamedIn } from "./replace-ids.ts";
import { referenceTo } from "./step-draft.ts";

type Input = Pick<PlanInput, "lookup" | "allFound">;

/** What Microsoft Entra would refuse as the tenant is now, and what stands in the way. */
export function refusalWarnings(steps: readonly PlanStep[], input: Input): readonly PlanWarning[] {
  return [...takenIdentities(steps, input), ...stillNamed(steps, input)];
}

const identities: Readonly<Partial<Record<ObjectReference["type"], string>>> = {
  servicePrincipal: "appId",
  application: "identifierUris",
};

/**
 * What has to be unique may have been taken meanwhile; the recycle bin counts for identifier URIs (faults C34, C35). Of
 * accounts `createNameCheck` says so.
 */
function takenIdentities(steps: readonly PlanStep[], input: Input): readonly PlanWarning[] {
  const going = new Set(steps.filter(({ action }) => action === "delete").map(({ object }) => object.id));
  const taken = steps
    .filter(({ action }) => action === "restore" || action === "create")
    .flatMap((step) => {
      const holders = holdersOf(step, input).filter(({ id }) => !going.has(id));
      return holders.map((holder) => ({ object: step.object, holder }));
    });
  return [false, true].flatMap((inBin): readonly PlanWarning[] => {
    const some = taken.filter(({ holder }) => isSoftDeleted(holder) === inBin);
    if (some.length === 0) return [];
    const holders = uniqueObjects(some.map(({ holder }) => referenceTo(holder)));
    const objects = uniqueObjects(some.map(({ object }) => object));
    const [hold, it] = holders.length === 1 ? ["holds", "it gives"] : ["hold", "they give"];
    const way = inBin
      ? "Restore that one instead, or delete it for good first."
      : `Microsoft Entra will refuse to bring ${objects.length === 1 ? "it" : "them"} back until ${it} that up.`;
    const message = `${namesOf(holders)}${inBin ? ", in the recycle bin," : ""} ${hold} the client id or identifier URI of ${namesOf(objects)}. ${way}`;
    return [{ code: "identity-taken", severity: "caution", message, objects: [...objects, ...holders] }];
  });
}

function holdersOf({ type, object }: PlanStep, { lookup, allFound }: Input): readonly DirectoryObject[] {
  const name = identities[type];
  const wanted = name === undefined ? [] : valuesOf(lookup.before(type, object.id), name);
  if (name === undefined || wanted.length === 0) return [];
  return [
    ...Iterator.from(allFound(type)).filter(
      (other) => other.id !== object.id && valuesOf(other, name).some((value) => wanted.includes(value)),
    ),
  ];
}

function valuesOf(object: DirectoryObject | undefined, name: string): readonly string[] {
  const value = object?.properties[name];
  const values = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === "string").map((one: string) => one.toLowerCase());
}

const namedByPolicies: ReadonlySet<ObjectReference["type"]> = new Set([
  "namedLocation",
  "authenticationStrengthPolicy",
]);

/** A location or strength cannot be deleted while a policy names it, report-only ones too (fault C17). */
function stillNamed(steps: readonly PlanStep[], input: Input): readonly PlanWarning[] {
  const going = new Map(
    steps
      .filter(({ type, action }) => action === "delete" && namedByPolicies.has(type))
      .map(({ object }) => [object.id.toLowerCase(), object]),
  );
  if (going.size === 0) return [];
  const planned = plannedState(steps, input, new Set(["conditionalAccessPolicy"] as const));
  const names = [...planned.objects("conditionalAccessPolicy")]
    .filter((policy) => !isSoftDeleted(policy))
    .flatMap((policy) => [...new Set(idsNamedIn(policy.properties))].map((id) => ({ policy, object: going.get(id) })));
  const found = names.flatMap(({ policy, object }) => (object === undefined ? [] : [{ policy, object }]));
  if (found.length === 0) return [];
  const [policies, objects] = [
    uniqueObjects(found.map(({ policy }) => referenceTo(policy))),
    uniqueObjects(found.map(({ object }) => object)),
  ];
  const message = `${namesOf(objects)} would be deleted, and ${namesOf(policies)} would still name ${objects.length === 1 ? "it" : "them"}. Microsoft Entra refuses that: take ${objects.length === 1 ? "it" : "them"} out of the policies first, or choose those policies as well.`;
  return [{ code: "still-named", severity: "caution", message, objects: [...objects, ...policies] }];
}
