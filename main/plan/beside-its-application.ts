import type { Change } from "../../preload/contract/change.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { PlanInput } from "./plan-input.ts";
import type { WholeObjectOutlook } from "./whole-object-outlook.ts";

/** Client ids, in lower case, of the applications that the plan itself brings back. */
export interface ReturningApplications {
  readonly restored: ReadonlySet<string>;
  readonly madeAgain: ReadonlySet<string>;
}

/**
 * Microsoft Entra takes an enterprise application out of the recycle bin only while its own application is there. One that was
 * deleted for good comes back with a new client id, and the enterprise application is made again for that; the old one, which
 * nothing can restore any more, stays in the bin.
 */
export function besideItsApplication(
  change: Change,
  whole: WholeObjectOutlook,
  input: Pick<PlanInput, "lookup" | "allFound" | "tenantId">,
  { restored, madeAgain }: ReturningApplications,
): WholeObjectOutlook {
  const before = change.type === "servicePrincipal" ? input.lookup.before(change.type, change.id) : undefined;
  const clientId = before?.properties.appId;
  if (whole.kind !== "restore" || before === undefined || typeof clientId !== "string") return whole;
  const key = clientId.toLowerCase();
  if (madeAgain.has(key)) return { kind: "create" };
  if (restored.has(key) || before.properties.appOwnerOrganizationId !== input.tenantId) return whole;
  return isMissed(key, input) ? withoutApplication : whole;
}

const withoutApplication: WholeObjectOutlook = {
  kind: "impossible",
  reason: "Microsoft Entra restores it only beside its application, which is deleted and not chosen.",
  manual: "Choose the application as well: the plan then brings both back.",
};

/** Where no application was captured, nothing says that this one is not there. */
function isMissed(clientId: string, { allFound }: Pick<PlanInput, "allFound">): boolean {
  let isCaptured = false;
  for (const application of allFound("application")) {
    if (clientIdOf(application) === clientId) return isSoftDeleted(application);
    isCaptured = true;
  }
  return isCaptured;
}

function clientIdOf({ properties: { appId } }: DirectoryObject): string | undefined {
  return typeof appId === "string" ? appId.toLowerCase() : undefined;
}
