import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { isEmpty } from "./conditional-access-shape.ts";
import type { PolicyFault } from "./policy-fault.ts";
import { fault } from "./policy-fault.ts";

/** Grant and session controls of a body, beside the policy's whole conditions. */
export function faultOfControls(
  { grantControls, sessionControls }: JsonObject,
  conditions: JsonObject,
): PolicyFault | undefined {
  const grants = isJsonObject(grantControls) ? faultOfGrants(grantControls, conditions) : undefined;
  return grants ?? (isJsonObject(sessionControls) ? faultOfSession(sessionControls) : undefined);
}

function faultOfGrants(grants: JsonObject, conditions: JsonObject): PolicyFault | undefined {
  const { operator, builtInControls, authenticationStrength, ...others } = grants;
  const controls = listIn(builtInControls).map((control) => String(control).toLowerCase());
  const rest = Object.entries(others).filter(([name, value]) => !name.includes("@") && !isEmpty(value));
  const hasStrength = !isEmpty(authenticationStrength);
  if (controls.length + rest.length === 0 && !hasStrength) return fault("1032", "The grant controls grant nothing.");
  if (isEmpty(operator)) return fault("1032", "The operator is missing.");
  if (controls.includes("block") && (controls.length > 1 || rest.length > 0 || hasStrength)) {
    return fault("1032", "'block' must stand alone.");
  }
  if (hasStrength && controls.includes("mfa")) {
    return fault("1032", "'mfa' and an authentication strength cannot go together.");
  }
  return controls.includes("passwordchange") ? faultOfPasswordChange(controls, operator, conditions) : undefined;
}

/** Changing the password needs a second factor, all applications and a user risk, and nothing else (fault C8). */
function faultOfPasswordChange(
  controls: readonly string[],
  operator: JsonValue | undefined,
  conditions: JsonObject,
): PolicyFault | undefined {
  const { applications, userRiskLevels, clientAppTypes, platforms, locations, devices, signInRiskLevels } = conditions;
  const included = isJsonObject(applications) ? listIn(applications.includeApplications) : [];
  const fits =
    controls.includes("mfa") &&
    operator === "AND" &&
    included.length === 1 &&
    included[0] === "All" &&
    !isEmpty(userRiskLevels);
  if (!fits) return fault("1032", "'passwordChange' needs mfa with AND, all applications and a user risk.");
  const others = [platforms, locations, devices, signInRiskLevels].some((condition) => !isEmpty(condition));
  const isEveryClient = listIn(clientAppTypes).every((type) => String(type).toLowerCase() === "all");
  return others || !isEveryClient ? fault("1032", "'passwordChange' refuses other conditions.") : undefined;
}

/** A block in which nothing is switched on is refused; "every time" stands nearly alone (fault C10). */
function faultOfSession(session: JsonObject): PolicyFault | undefined {
  if (!Object.values(session).some(isSwitchedOn)) return fault("1032", "The session controls enable nothing.");
  const { signInFrequency: frequency, applicationEnforcedRestrictions, disableResilienceDefaults } = session;
  if (!isJsonObject(frequency) || frequency.isEnabled !== true) return undefined;
  const { value = null, type = null } = frequency;
  if (frequency.frequencyInterval !== "everyTime") {
    return value === null || type === null ? fault("1032", "The sign-in frequency has no value or type.") : undefined;
  }
  if (value !== null || type !== null) return fault("1032", "'everyTime' has neither value nor type.");
  const besides = [applicationEnforcedRestrictions, disableResilienceDefaults].some((other = null) => other !== null);
  return besides ? fault("1032", "'everyTime' refuses other session controls beside it.") : undefined;
}

function isSwitchedOn(control: JsonValue): boolean {
  return isJsonObject(control) ? control.isEnabled === true : control === true;
}

function listIn(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
