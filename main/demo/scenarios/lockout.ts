import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { DemoState } from "../demo-state.ts";
import type { ScenarioReport } from "../demo-tenant.ts";
import { patchObject } from "../directory-writes.ts";
import { policyNames } from "../generate/policy-names.ts";
import { cast, castActor, castNames, named } from "../tenant-cast.ts";
import { changePhone, describePolicy, hire, joinTeam } from "./daily-work.ts";
import { openDiary } from "./diary.ts";
import { ordinaryEmployees } from "./pick-objects.ts";

/** Somebody tidies up an "unused" exclusion, and the accounts of last resort are locked out. About three hours. */
export function playLockout(state: DemoState): ScenarioReport {
  const diary = openDiary(state, "lockout");
  const people = ordinaryEmployees(state);
  const [first = "", second = "", boss = ""] = people;
  diary.pass(12);
  changePhone(state, diary, "helpdeskOne", first);
  diary.pass(31);
  describePolicy(state, diary, "CA300 - Guests - Require MFA");
  diary.pass(24);
  const id = dropExclusion(state);
  diary.harm("conditionalAccessPolicy", id);
  diary.tell(
    `${cast.tidyAdmin.name} tidies up "${policyNames.everyoneMfa}" and takes out "${castNames.emergencyGroup}": both emergency accounts, which have no second factor, can no longer sign in.`,
  );
  diary.pass(40);
  joinTeam(state, diary, "helpdeskTwo", people);
  diary.pass(18);
  hire(state, diary, "helpdeskOne", boss);
  diary.pass(35);
  changePhone(state, diary, "helpdeskTwo", second);
  diary.pass(10);
  return diary.close([`${cast.tidyAdmin.local}@${state.domain}`]);
}

function dropExclusion(state: DemoState): string {
  const policy = named(state, "conditionalAccessPolicy", policyNames.everyoneMfa);
  const emergency = named(state, "group", castNames.emergencyGroup).id;
  const conditions = policy.conditions as JsonObject;
  const users = conditions.users as JsonObject;
  const excludeGroups = (users.excludeGroups as readonly string[]).filter((id) => id !== emergency);
  const patch = { conditions: { ...conditions, users: { ...users, excludeGroups } } };
  patchObject(state, castActor(state, "tidyAdmin"), "conditionalAccessPolicy", String(policy.id), patch);
  return String(policy.id);
}
