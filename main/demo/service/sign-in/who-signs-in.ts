import type { DemoState, MutableJsonObject } from "../../demo-state.ts";
import { cast } from "../../tenant-cast.ts";
import { SignInRefusal } from "./sign-in-refusal.ts";

/** Finds the person at the browser: the one hinted at, else the tenant's administrator, else the first member. */
export function whoSignsIn(state: DemoState, loginHint: string | null): MutableJsonObject {
  const users = state.objects.user;
  const administrator = `${cast.recoveryAdmin.local}@${state.domain}`;
  const hinted = loginHint === null ? undefined : find(users, (user) => sameName(user, loginHint));
  const person =
    hinted ??
    find(users, (user) => sameName(user, administrator)) ??
    find(users, ({ userType }) => userType === "Member");
  if (person === undefined) throw new SignInRefusal("access_denied", 50034, "The account does not exist.");
  return enabledPerson(person);
}

/** The person of a grant that was given earlier: deleted or disabled since, nothing is renewed. */
export function stillAllowed(state: DemoState, id: string): MutableJsonObject {
  const person = state.objects.user.get(id);
  if (person === undefined) throw new SignInRefusal("invalid_grant", 50034, "The account does not exist.");
  return enabledPerson(person);
}

function enabledPerson(person: MutableJsonObject): MutableJsonObject {
  if (person.accountEnabled === false) throw new SignInRefusal("invalid_grant", 50057, "The account is disabled.");
  return person;
}

function find(users: ReadonlyMap<string, MutableJsonObject>, isMeant: (user: MutableJsonObject) => boolean) {
  for (const user of users.values()) if (isMeant(user)) return user;
  return undefined;
}

function sameName({ userPrincipalName }: MutableJsonObject, name: string): boolean {
  return String(userPrincipalName).toLowerCase() === name.toLowerCase();
}
