import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { DemoActor } from "../audit-entry.ts";
import type { DemoState } from "../demo-state.ts";
import { nowIso } from "../demo-state.ts";
import type { ScenarioReport } from "../demo-tenant.ts";
import { addLink, createObject, deleteObject, patchMethodConfiguration, patchObject } from "../directory-writes.ts";
import { makeMember } from "../generate/make-user.ts";
import { policyNames } from "../generate/policy-names.ts";
import { castActor, castNames, named } from "../tenant-cast.ts";
import { changePhone, describePolicy, freeLocal, hire, joinTeam } from "./daily-work.ts";
import type { Diary } from "./diary.ts";
import { openDiary } from "./diary.ts";
import { ordinaryEmployees, ordinaryGroup, userName } from "./pick-objects.ts";
import { addDelegatedGrant, addSecret, openGuestInvites, widenLocation } from "./plant-access.ts";

/** A stolen session, then an account made with it: five hours of weakening, planting and deleting. */
export function playCompromisedAdmin(state: DemoState): ScenarioReport {
  const diary = openDiary(state, "compromised-admin");
  const people = ordinaryEmployees(state);
  const stolen = castActor(state, "stolenAdmin");
  const [first = "", second = "", boss = ""] = people;
  diary.pass(25);
  changePhone(state, diary, "helpdeskOne", first);
  diary.pass(14);
  weakenMethods(state, diary, stolen);
  diary.pass(9);
  weakenAdminPolicy(state, diary, stolen);
  diary.pass(22);
  const service = plantServiceAccount(state, diary, stolen);
  diary.pass(17);
  describePolicy(state, diary, "CA200 - Office - Managed device or managed app");
  diary.pass(30);
  excludeFromLegacyBlock(state, diary, service);
  diary.pass(8);
  addSecret(state, diary, service);
  addDelegatedGrant(state, diary, service);
  diary.pass(26);
  hire(state, diary, "helpdeskTwo", boss);
  diary.pass(19);
  openGuestInvites(state, diary, service);
  widenLocation(state, diary, service);
  diary.pass(33);
  plantBackdoor(state, diary, service);
  diary.pass(41);
  destroy(state, diary, service, people.slice(-3));
  diary.pass(16);
  joinTeam(state, diary, "helpdeskOne", people);
  changePhone(state, diary, "helpdeskTwo", second);
  diary.pass(10);
  return diary.close([stolen.name, service.name]);
}

function weakenMethods(state: DemoState, diary: Diary, actor: DemoActor): void {
  const everybody = { targetType: "group", id: "all_users", isRegistrationRequired: false };
  patchMethodConfiguration(state, actor, "Fido2", { state: "disabled" });
  const authenticator = { includeTargets: [{ ...everybody, authenticationMode: "any" }] };
  patchMethodConfiguration(state, actor, "MicrosoftAuthenticator", authenticator);
  const sms = { state: "enabled", includeTargets: [{ ...everybody, isUsableForSignIn: true }] };
  patchMethodConfiguration(state, actor, "Sms", sms);
  patchMethodConfiguration(state, actor, "Voice", { state: "enabled", includeTargets: [everybody] });
  diary.harm("authenticationMethodsPolicy", ...state.objects.authenticationMethodsPolicy.keys());
  diary.tell(`${actor.name} switches passkeys off and text messages and calls on for everybody.`);
}

function weakenAdminPolicy(state: DemoState, diary: Diary, actor: DemoActor): void {
  const id = String(named(state, "conditionalAccessPolicy", policyNames.adminsStrong).id);
  patchObject(state, actor, "conditionalAccessPolicy", id, { state: "enabledForReportingButNotEnforced" });
  diary.harm("conditionalAccessPolicy", id);
  diary.tell(`${actor.name} sets "${policyNames.adminsStrong}" to report only.`);
}

function makeAccount(state: DemoState, actor: DemoActor, local: string, displayName: string): string {
  const now = nowIso(state);
  const dates = { createdDateTime: now, lastPasswordChangeDateTime: now, signInSessionsValidFromDateTime: now };
  return String(
    createObject(state, actor, "user", { ...makeMember(state, freeLocal(state, local), displayName), ...dates }).id,
  );
}

function join(state: DemoState, diary: Diary, actor: DemoActor, groupName: string, member: string): void {
  const id = String(named(state, "group", groupName).id);
  addLink(state, actor, { link: "members", type: "group", id }, member);
  diary.harm("group", id);
}

function plantServiceAccount(state: DemoState, diary: Diary, actor: DemoActor): DemoActor {
  const id = makeAccount(state, actor, "svc-sync-monitor", "Sync Monitor");
  diary.harm("user", id);
  join(state, diary, actor, castNames.globalAdminsGroup, id);
  join(state, diary, actor, castNames.appAdminsGroup, id);
  const name = String(state.objects.user.get(id)?.userPrincipalName);
  diary.tell(`${actor.name} makes ${name}, adds it to both privileged groups and goes on under that name.`);
  return { kind: "user", id, name, address: "203.0.113.140" };
}

function excludeFromLegacyBlock(state: DemoState, diary: Diary, actor: DemoActor): void {
  const policy = named(state, "conditionalAccessPolicy", policyNames.blockLegacy);
  const conditions = policy.conditions as JsonObject;
  const users = conditions.users as JsonObject;
  const excludeUsers = [...(users.excludeUsers as readonly string[]), actor.id];
  const patch = { conditions: { ...conditions, users: { ...users, excludeUsers } } };
  patchObject(state, actor, "conditionalAccessPolicy", String(policy.id), patch);
  diary.harm("conditionalAccessPolicy", String(policy.id));
  diary.tell(`${actor.name} leaves itself out of "${policyNames.blockLegacy}".`);
}

function plantBackdoor(state: DemoState, diary: Diary, actor: DemoActor): void {
  const id = makeAccount(state, actor, "scanner.floor3", "Scanner Floor 3");
  diary.harm("user", id);
  join(state, diary, actor, castNames.emergencyGroup, id);
  diary.tell(`${actor.name} makes "Scanner Floor 3" and puts it among the emergency accounts, which no policy stops.`);
}

function destroy(state: DemoState, diary: Diary, actor: DemoActor, victims: readonly string[]): void {
  const group = ordinaryGroup(state);
  const names = victims.map((id) => userName(state, id));
  for (const id of victims) deleteObject(state, actor, "user", id);
  deleteObject(state, actor, "group", String(group.id));
  diary.harm("user", ...victims);
  diary.harm("group", String(group.id));
  diary.tell(`${actor.name} deletes ${names.join(", ")} and the group "${group.displayName}".`);
}
