import type { DemoActor } from "../audit-entry.ts";
import type { DemoState } from "../demo-state.ts";
import { addLink, removeLink, type SetLink } from "../directory-writes.ts";

/** In whose name Microsoft Entra records what a rule does. */
const byRule: DemoActor = {
  kind: "app",
  id: "00000000-0000-0000-0000-000000000000",
  appId: "65d91a3d-ab74-42e6-8a2f-0add61688c74",
  name: "Microsoft Approval Management",
};

/** Puts the people whom a group's rule takes in in the place of whoever was in it, people's own choices included. */
export function workOutMembers(state: DemoState, id: string, rule: unknown): void {
  const where: SetLink = { link: "members", type: "group", id };
  const taken = peopleBy(rule, state);
  for (const member of [...(state.links.members.get(id) ?? [])])
    if (!taken.has(member)) removeLink(state, byRule, where, member);
  for (const person of taken) addLink(state, byRule, where, person);
}

/** Rules of one comparison, as the demo's own groups have; any other takes in nobody. */
function peopleBy(rule: unknown, { objects }: DemoState): ReadonlySet<string> {
  const [, name = "", wanted] = /^\(?user\.(\w+) -eq "([^"]*)"\)?$/u.exec(String(rule)) ?? [];
  const isTaken = (value: unknown) => String(value ?? "").toLowerCase() === wanted?.toLowerCase();
  return new Set([...objects.user.values()].filter((user) => isTaken(user[name])).map(({ id }) => String(id)));
}
