import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { MutableJsonObject } from "../demo-state.ts";
import { nowIso } from "../demo-state.ts";
import { addLink, createObject, patchObject } from "../directory-writes.ts";
import { blankObject } from "../generate/blank-objects.ts";
import type { Answer } from "./answer.ts";
import { created, noContent } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, context } from "./call.ts";
import { boundIds, checkCreateBody, checkPatchBody, propertiesOf } from "./check-body.ts";
import { checkNewTargets, checkWritableMembers, isDynamic, isUnified } from "./group-rules.ts";
import { shapes } from "./property-shapes.ts";
import { badRequest, denied, invalidValue } from "./refusal.ts";
import { holdsOne, write } from "./routes/permissions.ts";
import { projectionOf } from "./select-properties.ts";
import { workOutMembers } from "./work-out-members.ts";
import { synced, withoutId } from "./write-user.ts";

const required = ["displayName", "mailEnabled", "mailNickname", "securityEnabled"];

/** POST /groups. */
export function createGroup(call: Call): Answer {
  const { state, caller, body } = call;
  checkCreateBody("group", body, required);
  checkKind(body);
  checkRoleAssignable(call, body);
  const [members, owners] = [boundIds(body, "members"), boundIds(body, "owners")];
  checkNewTargets(call, body, "members", members, []);
  checkNewTargets(call, body, "owners", owners, []);
  const mail = isUnified(body) ? `${body.mailNickname}@${state.domain}` : null;
  const group = createObject(state, caller.actor, "group", {
    ...withoutId(blankObject("group")),
    creationOptions: [],
    ...propertiesOf(body),
    ...(isUnified(body) && body.visibility === undefined ? { visibility: "Public" } : {}),
    ...(isDynamic(body) && body.membershipRuleProcessingState === undefined
      ? { membershipRuleProcessingState: "On" }
      : {}),
    createdDateTime: nowIso(state),
    renewedDateTime: nowIso(state),
    mail,
    proxyAddresses: mail === null ? [] : [`SMTP:${mail}`],
  });
  link(call, String(group.id), "members", members);
  link(call, String(group.id), "owners", ownersOf(call, owners));
  const shown = projectionOf("group", undefined, "item")(group);
  return created({ ...context(call, "groups/$entity"), ...shown });
}

/** Who makes a Microsoft 365 group owns it, unless somebody is named. */
function ownersOf({ caller, body }: Call, owners: readonly string[]): readonly string[] {
  return owners.length === 0 && isUnified(body) && caller.actor.kind === "user" ? [caller.actor.id] : owners;
}

function link({ state, caller }: Call, id: string, name: "members" | "owners", targets: readonly string[]): void {
  for (const target of targets) addLink(state, caller.actor, { link: name, type: "group", id }, target);
}

function checkKind(body: JsonObject): void {
  const { mailEnabled, securityEnabled, membershipRule } = body;
  if (isUnified(body) !== (mailEnabled === true))
    throw badRequest("A mail-enabled group has to be a Microsoft 365 group.");
  if (mailEnabled !== true && securityEnabled !== true)
    throw badRequest("A group has to be mail-enabled or security-enabled.");
  if (isDynamic(body) && typeof membershipRule !== "string") throw invalidValue("membershipRule", "Group");
  if (!isUnified(body) && body.visibility === "HiddenMembership") throw invalidValue("visibility", "Group");
}

function checkRoleAssignable({ caller }: Call, group: JsonObject): void {
  if (group.isAssignableToRole !== true) return;
  if (!caller.permissions.has("RoleManagement.ReadWrite.Directory")) throw denied();
  if (isDynamic(group)) throw badRequest("A role-assignable group cannot have dynamic membership.");
}

/** PATCH /groups/{id}: properties, or up to 20 new members, all or nothing. Answers 204, for Exchange's settings 200. */
export function patchGroup(call: Call): Answer {
  const { state, caller, body } = call;
  const group = addressed(call, "group");
  const id = String(group.id);
  checkPatchBody("group", body);
  checkRights(call);
  checkWritable(call, group);
  checkRoleAssignable(call, group);
  const [members, owners] = [boundIds(body, "members"), boundIds(body, "owners")];
  if (members.length > 0) checkWritableMembers(group);
  checkNewTargets(call, group, "members", members, call.view.links("members", id));
  checkNewTargets(call, group, "owners", owners, call.view.links("owners", id));
  const properties = propertiesOf(body);
  checkChange(group, properties);
  const after: JsonObject = { ...group, ...properties };
  const isNewRule = isDynamic(after) && !(isDynamic(group) && after.membershipRule === group.membershipRule);
  if (Object.keys(properties).length > 0) patchObject(state, caller.actor, "group", id, withRuleState(properties));
  if (isNewRule) workOutMembers(state, id, after.membershipRule);
  link(call, id, "members", members);
  link(call, id, "owners", owners);
  return isExchangeOnly(properties) ? { status: 200, body: context(call, "groups/$entity") } : noContent;
}

/** The permission for members is enough for members only. */
function checkRights({ caller, body }: Call): void {
  const isMembersOnly = Object.keys(body).every((name) => name === "members@odata.bind");
  if (!isMembersOnly && !holdsOne(caller.permissions, write.groups)) throw denied();
}

/** A group that becomes dynamic is worked out at once; one that becomes static has no rule any more. */
function withRuleState(properties: JsonObject): JsonObject {
  if (properties.groupTypes === undefined || isDynamic(properties)) return properties;
  return { ...properties, membershipRule: null, membershipRuleProcessingState: null };
}

function checkWritable(call: Call, group: MutableJsonObject): void {
  if (group.onPremisesSyncEnabled === true) throw synced();
  if (group.mailEnabled === true && !isUnified(group)) {
    throw badRequest("Cannot Update a mail-enabled security groups and or distribution list.");
  }
  const exchange = Object.keys(call.body).filter((name) => shapes.group.single.has(name));
  if (exchange.length === 0) return;
  if (call.caller.authentication === "application") throw denied();
  if (!isUnified(group) || Object.keys(call.body).length > 1) {
    throw badRequest(
      `The property '${exchange[0]}' must be updated in a request of its own, on a Microsoft 365 group.`,
    );
  }
}

function isExchangeOnly(properties: JsonObject): boolean {
  return Object.keys(properties).some((name) => shapes.group.single.has(name));
}

function checkChange(group: MutableJsonObject, properties: JsonObject): void {
  const after = { ...group, ...properties };
  const { visibility } = properties;
  if (visibility !== undefined && visibility !== group.visibility) {
    if (!isUnified(group) || visibility === "HiddenMembership") throw invalidValue("visibility", "Group");
  }
  if (isUnified(after) !== isUnified(group)) throw invalidValue("groupTypes", "Group");
  if (isDynamic(after) && typeof after.membershipRule !== "string") throw invalidValue("membershipRule", "Group");
  if (isDynamic(after) && group.isAssignableToRole === true) throw invalidValue("groupTypes", "Group");
  if (!isDynamic(after) && typeof properties.membershipRule === "string") throw invalidValue("membershipRule", "Group");
}
