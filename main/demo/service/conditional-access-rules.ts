import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { faultOfConditions } from "./conditional-access-conditions.ts";
import { faultOfControls } from "./conditional-access-controls.ts";
import { danglingReference } from "./conditional-access-references.ts";
import { misshapen } from "./conditional-access-shape.ts";
import type { Exists, PolicyFault } from "./policy-fault.ts";
import { fault } from "./policy-fault.ts";

export type { Exists, PolicyFault } from "./policy-fault.ts";

/**
 * What Graph has against this body of a POST or, with the policy as it is in `current`, of a PATCH; undefined if nothing.
 * Pure. References are looked at where they are written: a stored policy may name what has gone. `strict` reads names as a
 * request's: beta's are refused even if they are empty.
 */
export function checkConditionalAccessBody(
  body: JsonObject,
  exists: Exists,
  current?: JsonObject,
  { strict = false } = {},
): PolicyFault | undefined {
  const shape = misshapen(body, strict);
  if (shape !== undefined) return { code: "BadRequest", message: shape };
  const whole = { ...current, ...body };
  return faultOfName(whole) ?? faultOfBlocks(body, whole, current === undefined) ?? danglingReference(body, exists);
}

function faultOfName({ displayName, state }: JsonObject): PolicyFault | undefined {
  if (typeof displayName !== "string" || displayName.trim() === "") return fault("1006", "The displayName is missing.");
  return typeof state === "string" ? undefined : fault("1006", "The state is missing.");
}

function faultOfBlocks(body: JsonObject, whole: JsonObject, isNew: boolean): PolicyFault | undefined {
  const { conditions, grantControls, sessionControls } = whole;
  if ((isNew || "conditions" in body) && !isJsonObject(conditions)) return fault("1007", "The conditions are missing.");
  if ("conditions" in body && isJsonObject(conditions)) {
    const wrong = faultOfConditions(conditions);
    if (wrong !== undefined) return wrong;
  }
  if (!isNew && !("grantControls" in body) && !("sessionControls" in body)) return undefined;
  if (isNothing(grantControls) && isNothing(sessionControls)) {
    return fault("1032", "Neither grant controls nor session controls do anything.");
  }
  return faultOfControls(body, isJsonObject(conditions) ? conditions : {});
}

function isNothing(value: JsonValue | undefined): boolean {
  return value === undefined || value === null;
}
