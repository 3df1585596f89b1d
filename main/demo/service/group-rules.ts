import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { Call } from "./call.ts";
import { anyObject } from "./link-targets.ts";
import { badRequest, notFound } from "./refusal.ts";

export function isDynamic(group: JsonObject): boolean {
  return hasType(group, "DynamicMembership");
}

export function isUnified(group: JsonObject): boolean {
  return hasType(group, "Unified");
}

function hasType({ groupTypes }: JsonObject, name: string): boolean {
  return Array.isArray(groupTypes) && groupTypes.includes(name);
}

/** Members of a dynamic group follow from its rule. */
export function checkWritableMembers(group: JsonObject): void {
  if (isDynamic(group)) throw badRequest("Updating members of a group with dynamic membership is not supported.");
}

/** All are there, fit, and none is linked already: one that is wrong refuses them all. */
export function checkNewTargets(
  call: Call,
  group: JsonObject,
  link: "members" | "owners",
  targets: readonly string[],
  present: readonly string[],
): void {
  const linked = new Set(present);
  for (const target of targets) {
    const found = anyObject(call, target);
    if (found === undefined || found.type === "application") throw notFound(target);
    if (linked.has(target)) throw alreadyLinked(link);
    linked.add(target);
    if (found.type !== "group") continue;
    if (link === "owners") throw badRequest("The specified object cannot be an owner of a group.");
    if (group.isAssignableToRole === true || isUnified(group)) {
      throw badRequest("Groups cannot be members of this group.");
    }
  }
}

export function alreadyLinked(link: string) {
  return badRequest(
    `One or more added object references already exist for the following modified properties: '${link}'.`,
  );
}
