import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { nowIso } from "../demo-state.ts";
import { createObject, deleteObject, patchObject } from "../directory-writes.ts";
import { blankObject } from "../generate/blank-objects.ts";
import type { Answer } from "./answer.ts";
import { created, noContent } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, context } from "./call.ts";
import { readOnly } from "./check-body.ts";
import { checkConditionalAccessBody } from "./conditional-access-rules.ts";
import { normalPolicy } from "./normal-policy.ts";
import type { Exists } from "./policy-fault.ts";
import { badRequest } from "./refusal.ts";
import { withoutId } from "./write-user.ts";

const fixed = ["id", "createdDateTime", "modifiedDateTime", "deletedDateTime"];

/** POST /identity/conditionalAccess/policies. */
export function createPolicy(call: Call): Answer {
  const { state, caller } = call;
  const body = written(call);
  const policy = createObject(state, caller.actor, "conditionalAccessPolicy", {
    ...withoutId(blankObject("conditionalAccessPolicy")),
    ...normalPolicy(body),
    createdDateTime: nowIso(state),
  });
  return created({ ...context(call, "identity/conditionalAccess/policies/$entity"), ...policy });
}

/** PATCH: blocks are replaced as a whole. Answers 204. */
export function patchPolicy(call: Call): Answer {
  const { state, caller } = call;
  const id = String(addressed(call, "conditionalAccessPolicy").id);
  const policy = state.objects.conditionalAccessPolicy.get(id) ?? {};
  if (call.body.templateId !== undefined) throw readOnly("templateId");
  patchObject(state, caller.actor, "conditionalAccessPolicy", id, normalPolicy(written(call, policy), policy));
  return noContent;
}

export function deletePolicy(call: Call): Answer {
  const id = String(addressed(call, "conditionalAccessPolicy").id);
  if (call.state.objects.conditionalAccessPolicy.has(id)) {
    deleteObject(call.state, call.caller.actor, "conditionalAccessPolicy", id);
  }
  return noContent;
}

/** The body without annotations, if Graph takes it. */
function written(call: Call, current?: JsonObject): JsonObject {
  const body = Object.fromEntries(Object.entries(call.body).filter(([name]) => !name.includes("@")));
  const own = fixed.find((name) => body[name] !== undefined);
  if (own !== undefined) throw readOnly(own);
  const fault = checkConditionalAccessBody(body, existsIn(call), withoutReadOnly(current), { strict: true });
  if (fault !== undefined) throw badRequest(fault.message, "BadRequest");
  return body;
}

function withoutReadOnly(policy: JsonObject | undefined): JsonObject | undefined {
  if (policy === undefined) return undefined;
  return Object.fromEntries(Object.entries(policy).filter(([name]) => !fixed.includes(name)));
}

/** Reads decide what exists: a location made a moment ago may not be seen yet (fault C13). */
export function existsIn({ view }: Pick<Call, "view">): Exists {
  return (kind, id) => view.object(kind, id) !== undefined;
}

/** Whether a policy names a location. */
export function namesLocation(policy: JsonObject, id: string): boolean {
  const locations = isJsonObject(policy.conditions) ? policy.conditions.locations : undefined;
  if (!isJsonObject(locations)) return false;
  return [locations.includeLocations, locations.excludeLocations].some(
    (list) => Array.isArray(list) && list.includes(id),
  );
}
