import type { DemoState, MutableJsonObject } from "../demo-state.ts";
import { newId } from "../demo-state.ts";
import { castMember, castNames } from "../tenant-cast.ts";
import { blankObject } from "./blank-objects.ts";
import { chance, draw, drawBelow, drawSome } from "./draw.ts";
import { drawSecurityIdentifier, drawTime } from "./make-user.ts";
import { departments, licences, offices } from "./organisation-lists.ts";

interface GroupWishes {
  readonly displayName: string;
  readonly description?: string;
  readonly more?: MutableJsonObject;
  readonly members: Iterable<string>;
  readonly owners?: Iterable<string>;
}

/** Few groups have more members than this, none has more than `mostMembers`. */
const averageMembers = 21;
const mostMembers = 2000;

/** Named groups that policies and scenarios use, then teams and roles until there are `count`. */
export function makeGroups(state: DemoState, count: number): void {
  const people = [...state.objects.user.values()]
    .filter(({ userType }) => userType === "Member")
    .map(({ id }) => String(id));
  makeNamedGroups(state, people);
  makeDepartmentGroups(state, Math.max(2, Math.min(departments.length, count - state.objects.group.size - 2)));
  while (state.objects.group.size < count) makeTeam(state, people, state.objects.group.size);
}

function addGroup(state: DemoState, { displayName, description, more, members, owners }: GroupWishes): void {
  const group = { ...blankObject("group"), ...more };
  group.id = newId(state);
  group.displayName = displayName;
  group.description = description ?? null;
  group.createdDateTime = drawTime(state);
  group.renewedDateTime = group.createdDateTime;
  group.securityIdentifier = drawSecurityIdentifier(state);
  group.mailNickname ??= String(group.id).slice(0, 8) + String(group.id).slice(9, 10);
  state.objects.group.set(group.id, group);
  state.links.members.set(group.id, new Set(members));
  if (owners !== undefined) state.links.owners.set(group.id, new Set(owners));
}

function makeNamedGroups(state: DemoState, people: readonly string[]): void {
  const [priya, ingrid, tomas, kestrel, osprey] = (
    ["recoveryAdmin", "tidyAdmin", "stolenAdmin", "breakGlassOne", "breakGlassTwo"] as const
  ).map((role) => String(castMember(state, role).id)) as [string, string, string, string, string];
  const assignable = { isAssignableToRole: true, visibility: "Private" };
  const few = (most: number) => drawSome(state, people, Math.min(most, Math.ceil(people.length / 10)));
  addGroup(state, {
    displayName: castNames.emergencyGroup,
    description: "Accounts of last resort. Every blocking policy leaves them out. Never remove.",
    more: assignable,
    members: [kestrel, osprey],
  });
  addGroup(state, {
    displayName: castNames.travelGroup,
    description: "Left out of country blocks while travelling",
    members: few(14),
    owners: [ingrid],
  });
  addGroup(state, {
    displayName: "CA Exclusion - Service Accounts",
    description: "Cannot answer a prompt",
    members: few(6),
    owners: [ingrid],
  });
  addGroup(state, {
    displayName: castNames.globalAdminsGroup,
    description: "Holds Global Administrator",
    more: assignable,
    members: [priya, kestrel, osprey],
  });
  addGroup(state, {
    displayName: castNames.appAdminsGroup,
    description: "Holds Application Administrator",
    more: assignable,
    members: [priya, tomas],
  });
  addGroup(state, {
    displayName: castNames.passkeyGroup,
    description: "May register passkeys",
    members: [priya, ingrid, tomas, ...few(300)],
    owners: [priya],
  });
  addGroup(state, {
    displayName: "Licences - Microsoft 365 E5",
    description: "Group-based licensing",
    more: { assignedLicenses: [{ skuId: licences.e5, disabledPlans: [] }] },
    members: few(400),
    owners: [priya],
  });
  const guests = [...state.objects.user.values()]
    .filter(({ userType }) => userType === "Guest")
    .map(({ id }) => String(id));
  addGroup(state, { displayName: "All guests", more: dynamic('(user.userType -eq "Guest")'), members: guests });
}

function dynamic(rule: string): MutableJsonObject {
  return { groupTypes: ["DynamicMembership"], membershipRule: rule, membershipRuleProcessingState: "On" };
}

function makeDepartmentGroups(state: DemoState, count: number): void {
  const byDepartment = new Map<string, string[]>(departments.map(({ name }) => [name, []]));
  for (const { id, department } of state.objects.user.values()) byDepartment.get(String(department))?.push(String(id));
  for (const [name, members] of [...byDepartment].slice(0, count)) {
    addGroup(state, { displayName: `Department - ${name}`, more: dynamic(`(user.department -eq "${name}")`), members });
  }
}

const subjects = [
  "Depot",
  "Tender",
  "Route 66",
  "Peak Season",
  "Carbon Report",
  "Cold Chain",
  "Customs Pilot",
  "Crane Retrofit",
  "Night Shift",
  "Café Team ☕",
  "Søndagsvakt",
  "O’Hare Hub",
  "Räder & Reifen",
];
const kinds = ["Readers", "Editors", "Approvers", "Project", "Crew", "Mailbox Delegates", "Test Ring"];

/** A Microsoft 365 team or a security group of people who happen to work together. */
function makeTeam(state: DemoState, people: readonly string[], number: number): void {
  const members = drawSome(state, people, teamSize(state, people.length, number));
  const owners = drawSome(state, people, 1 + drawBelow(state, 2));
  const displayName = `${draw(state, subjects)} ${draw(state, offices).city} - ${draw(state, kinds)} ${number}`;
  const more = chance(state, 35) ? unified(state, number) : chance(state, 6) ? synchronised(state) : {};
  addGroup(state, { displayName, description: `Asked for in request ${10_000 + number}`, more, members, owners });
}

function teamSize(state: DemoState, people: number, number: number): number {
  const most = Math.min(mostMembers, Math.floor(people / 2));
  if (number % 2500 === 40) return most;
  // Half of the teams are small, a tenth is large: on average 21.
  const roll = drawBelow(state, 10);
  const wanted = roll < 5 ? 3 + drawBelow(state, 8) : roll < 9 ? 8 + drawBelow(state, 22) : 70 + drawBelow(state, 70);
  return Math.max(1, Math.min(wanted, most, averageMembers * 10));
}

function unified(state: DemoState, number: number): MutableJsonObject {
  const mailNickname = `team-${number}`;
  return {
    groupTypes: ["Unified"],
    mailEnabled: true,
    securityEnabled: false,
    mailNickname,
    mail: `${mailNickname}@${state.domain}`,
    proxyAddresses: [`SMTP:${mailNickname}@${state.domain}`],
    visibility: chance(state, 70) ? "Private" : "Public",
    resourceBehaviorOptions: chance(state, 50) ? ["WelcomeEmailDisabled"] : [],
    resourceProvisioningOptions: chance(state, 60) ? ["Team"] : [],
  };
}

function synchronised(state: DemoState): MutableJsonObject {
  return {
    onPremisesSyncEnabled: true,
    onPremisesDomainName: `ad.${state.domain}`,
    onPremisesNetBiosName: "NORDWIND",
    onPremisesSecurityIdentifier: drawSecurityIdentifier(state),
    onPremisesLastSyncDateTime: drawTime(state, 1),
  };
}
