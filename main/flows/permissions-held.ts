import type { Plan } from "../../preload/contract/plan.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Account } from "../graph/graph.ts";

/** What Directory.ReadWrite.All allows as well. */
const ofTheDirectory =
  /^(User|Group|GroupMember|Application|DelegatedPermissionGrant|LicenseAssignment|Directory)\.(Read|ReadWrite)\.All$/;

/**
 * An application has what was consented to and can ask for no more: a plan that needs more is refused before its first
 * write, with the names of what is missing. A person is asked for it instead. Throws PERMISSION_MISSING.
 */
export function mustBePermitted({ permissions }: Pick<Plan, "permissions">, account: Account): void {
  if (account.authentication !== "application") return;
  const held = new Set(account.permissions);
  const missing = permissions.filter((name) => !isHeld(name, held));
  if (missing.length === 0) return;
  throw new ReinstateError(
    "PERMISSION_MISSING",
    `This plan needs ${missing.join(", ")}, which the application was not granted. Nothing was written. Grant it as an application permission with admin consent, or run the plan signed in as a person.`,
  );
}

function isHeld(name: string, held: ReadonlySet<string>): boolean {
  if (held.has(name) || held.has(name.replace(".Read.", ".ReadWrite."))) return true;
  return held.has("Directory.ReadWrite.All") && ofTheDirectory.test(name);
}
