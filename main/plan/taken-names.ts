import type { Change } from "../../preload/contract/change.ts";
import type { DirectoryObject, ObjectReference, ObjectType } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { PlanInput } from "./plan-input.ts";
import { referenceTo } from "./step-draft.ts";
import type { WholeObjectOutlook } from "./whole-object-outlook.ts";

/**
 * Microsoft Entra brings no account back whose sign-in name or address somebody else goes by now (fault C35). Even where the
 * plan renames or deletes that one, it does so after everything has come back.
 */
export function createNameCheck({
  lookup,
  allFound,
}: Pick<PlanInput, "lookup" | "allFound">): (change: Change, whole: WholeObjectOutlook) => WholeObjectOutlook {
  let holders: ReadonlyMap<string, ObjectReference> | undefined;
  return ({ type, id }, whole) => {
    const before = type === "user" ? lookup.before(type, id) : undefined;
    if (before === undefined || (whole.kind !== "restore" && whole.kind !== "create")) return whole;
    holders ??= holdersIn(allFound);
    // A request that makes an account carries no addresses.
    const kept = whole.kind === "restore" ? addressesOf(lookup.after(type, id) ?? before) : [];
    for (const name of [signInNameOf(before), ...kept]) {
      const holder = holders.get(name ?? "");
      if (name !== undefined && holder !== undefined && holder.id !== id) return taken(name, holder);
    }
    return whole;
  };
}

function taken(name: string, holder: ObjectReference): WholeObjectOutlook {
  const who = `"${holder.name}" (${holder.id})`;
  const what = name.startsWith(addressMark) ? `address ${name.slice(addressMark.length)}` : `sign-in name ${name}`;
  return {
    kind: "impossible",
    reason: `Its ${what} is that of ${who} now, and Microsoft Entra refuses to bring it back beside that.`,
    manual: `Give ${who} another one, or delete that if nobody needs it, then make a new plan. Where this plan does so, carry it out first.`,
  };
}

const named: readonly ObjectType[] = ["user", "group"];

function holdersIn(allFound: PlanInput["allFound"]): ReadonlyMap<string, ObjectReference> {
  const holders = new Map<string, ObjectReference>();
  // One after the other: a large tenant's people are never in memory together.
  for (const object of Iterator.from(named).flatMap((type) => allFound(type))) {
    if (isSoftDeleted(object)) continue;
    const holder = referenceTo(object);
    for (const name of [signInNameOf(object), ...addressesOf(object)])
      if (name !== undefined) holders.set(name, holder);
  }
  return holders;
}

function signInNameOf({ properties: { userPrincipalName } }: DirectoryObject): string | undefined {
  return typeof userPrincipalName === "string" ? userPrincipalName.toLowerCase() : undefined;
}

/** Keeps addresses apart from sign-in names, and both kinds of address (SMTP, smtp) together. */
const addressMark = "smtp:";

function addressesOf({ properties: { proxyAddresses } }: DirectoryObject): readonly string[] {
  const all = Array.isArray(proxyAddresses) ? proxyAddresses : [];
  return all
    .filter((address) => typeof address === "string")
    .map((address: string) => address.toLowerCase())
    .filter((address) => address.startsWith(addressMark));
}
