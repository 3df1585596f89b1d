import type { DemoState } from "../demo-state.ts";
import { nowIso } from "../demo-state.ts";
import { addLink, createObject, patchObject, setManager } from "../directory-writes.ts";
import { draw, drawBelow } from "../generate/draw.ts";
import { drawName } from "../generate/draw-name.ts";
import { makeEmployee } from "../generate/make-user.ts";
import { departments } from "../generate/organisation-lists.ts";
import type { CastRole } from "../tenant-cast.ts";
import { cast, castActor, named } from "../tenant-cast.ts";
import type { Diary } from "./diary.ts";
import { ordinaryGroup, userName } from "./pick-objects.ts";

/** What people of the help desk and other administrators do on any day. It has to survive every recovery. */
export function changePhone(state: DemoState, diary: Diary, role: CastRole, userId: string): void {
  const mobilePhone = `+47 55 02 ${100_000 + drawBelow(state, 900_000)}`;
  patchObject(state, castActor(state, role), "user", userId, { mobilePhone });
  diary.keep("user", userId);
  diary.tell(`${cast[role].name} gives ${userName(state, userId)} a new mobile number.`);
}

export function joinTeam(state: DemoState, diary: Diary, role: CastRole, people: readonly string[]): void {
  const group = ordinaryGroup(state);
  const id = String(group.id);
  const members = state.links.members.get(id);
  const newcomer = people.find((person) => members?.has(person) !== true);
  if (newcomer === undefined) return;
  addLink(state, castActor(state, role), { link: "members", type: "group", id }, newcomer);
  diary.keep("group", id);
  diary.tell(`${cast[role].name} adds ${userName(state, newcomer)} to "${group.displayName}".`);
}

export function describePolicy(state: DemoState, diary: Diary, displayName: string): void {
  const { id } = named(state, "conditionalAccessPolicy", displayName);
  const patch = { description: `Reviewed ${nowIso(state).slice(0, 10)} by the identity team.` };
  patchObject(state, castActor(state, "recoveryAdmin"), "conditionalAccessPolicy", String(id), patch);
  diary.keep("conditionalAccessPolicy", String(id));
  diary.tell(`${cast.recoveryAdmin.name} notes the yearly review on "${displayName}".`);
}

export function hire(state: DemoState, diary: Diary, role: CastRole, boss: string): void {
  const name = drawName(state);
  const department = draw(state, departments);
  const title = draw(state, department.titles);
  const user = makeEmployee(state, freeLocal(state, name.address), name, department, title);
  const now = nowIso(state);
  const actor = castActor(state, role);
  const dates = { createdDateTime: now, lastPasswordChangeDateTime: now, signInSessionsValidFromDateTime: now };
  const cloudOnly = { ...user, ...dates, employeeHireDate: `${now.slice(0, 10)}T00:00:00Z`, ...neverSynced };
  createObject(state, actor, "user", cloudOnly);
  setManager(state, actor, String(user.id), boss);
  diary.keep("user", String(user.id));
  diary.tell(`${cast[role].name} makes an account for ${name.display}, who starts as ${title}.`);
}

const neverSynced = {
  onPremisesSyncEnabled: null,
  onPremisesDomainName: null,
  onPremisesDistinguishedName: null,
  onPremisesSamAccountName: null,
  onPremisesUserPrincipalName: null,
  onPremisesImmutableId: null,
  onPremisesSecurityIdentifier: null,
  onPremisesLastSyncDateTime: null,
};

/** Local part of an address that nobody has, deleted or not. */
export function freeLocal(state: DemoState, wanted: string): string {
  const taken = new Set<unknown>();
  for (const user of state.objects.user.values()) taken.add(user.mailNickname);
  for (const { object } of state.deleted.values()) taken.add(object.mailNickname);
  let local = wanted;
  for (let number = 2; taken.has(local); number += 1) local = `${wanted}${number}`;
  return local;
}

/** A real change of job, which the feed had nothing to do with. */
export function promote(state: DemoState, diary: Diary, role: CastRole, userId: string): void {
  const before = String(state.objects.user.get(userId)?.jobTitle);
  patchObject(state, castActor(state, role), "user", userId, { jobTitle: `Senior ${before}` });
  diary.keep("user", userId);
  diary.tell(`${cast[role].name} makes ${userName(state, userId)} Senior ${before}: a real promotion.`);
}
