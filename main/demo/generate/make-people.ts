import type { DemoState, MutableJsonObject } from "../demo-state.ts";
import type { CastRole } from "../tenant-cast.ts";
import { cast } from "../tenant-cast.ts";
import { chance, draw } from "./draw.ts";
import { drawName } from "./draw-name.ts";
import type { FreeAddress } from "./make-user.ts";
import { freeAddresses, makeEmployee, makeGuest, makeMember } from "./make-user.ts";
import type { Department } from "./organisation-lists.ts";
import { departments } from "./organisation-lists.ts";

/** How many report to one person. */
const spanOfControl = 8;
const guestPercent = 4;

/** Fills the tenant with `count` people: the cast, a head for each department, the staff below them, guests. */
export function makePeople(state: DemoState, count: number): void {
  const free = freeAddresses();
  const known = (Object.keys(cast) as CastRole[]).map((role) => addCastMember(state, role, free));
  const chief = add(state, makeChief(state, free));
  const staff = new Map<Department, string[]>(departments.map((department) => [department, []]));
  for (let made = known.length + 1; made < count; made += 1) {
    if (chance(state, guestPercent)) addGuest(state, free, staff, chief);
    else addEmployee(state, free, staff, chief);
  }
  giveBosses(state, known, staff, chief);
}

function add(state: DemoState, user: MutableJsonObject): string {
  const id = String(user.id);
  state.objects.user.set(id, user);
  return id;
}

function addCastMember(state: DemoState, role: CastRole, free: FreeAddress): string {
  const { local, name, title } = cast[role];
  const user = makeMember(state, free(local), name);
  if (title !== null) {
    user.jobTitle = title;
    user.department = "Information Technology";
    user.companyName = state.tenantName;
  } else user.passwordPolicies = "DisablePasswordExpiration";
  return add(state, user);
}

function makeChief(state: DemoState, free: FreeAddress): MutableJsonObject {
  const management = { name: "Executive Board", weight: 0, titles: [], costCenter: "1000" };
  const name = { given: "Ragnhild", family: "Dahl-Østbye", display: "Ragnhild Dahl-Østbye", language: "nb-NO" };
  return makeEmployee(state, free("ragnhild.dahl-ostbye"), name, management, "Chief Executive Officer");
}

/** Departments by weight: one draw among a hundred. */
const weighted = departments.flatMap((department) => Array.from({ length: department.weight }, () => department));

function addEmployee(state: DemoState, free: FreeAddress, staff: Map<Department, string[]>, chief: string): void {
  const department = draw(state, weighted);
  const name = drawName(state);
  const colleagues = staff.get(department) ?? [];
  const id = add(
    state,
    makeEmployee(state, free(name.address), name, department, titleAt(state, department, colleagues)),
  );
  state.links.manager.set(id, bossOf(colleagues, chief));
  colleagues.push(id);
}

function bossOf(colleagues: readonly string[], chief: string): string {
  if (colleagues.length === 0) return chief;
  return colleagues[Math.floor((colleagues.length - 1) / spanOfControl)] ?? chief;
}

function titleAt(state: DemoState, department: Department, colleagues: readonly string[]): string {
  if (colleagues.length === 0) return `Head of ${department.name}`;
  return draw(state, department.titles);
}

/** Somebody of a department answers for the guest; in a very young tenant the chief does. */
function addGuest(state: DemoState, free: FreeAddress, staff: Map<Department, string[]>, chief: string): void {
  const name = drawName(state);
  const id = add(state, makeGuest(state, free(name.address), name));
  const colleagues = staff.get(draw(state, weighted)) ?? [];
  const sponsor = colleagues.length > 0 ? draw(state, colleagues) : chief;
  state.links.sponsors.set(id, new Set([sponsor]));
}

function giveBosses(state: DemoState, known: readonly string[], staff: Map<Department, string[]>, chief: string): void {
  const [head] = [...staff].find(([{ name }]) => name === "Information Technology")?.[1] ?? [];
  for (const id of known) {
    if (state.objects.user.get(id)?.jobTitle !== null) state.links.manager.set(id, head ?? chief);
  }
  for (const [department, colleagues] of staff) promote(state, department, colleagues);
}

/** Who has people below is a team lead or a manager. */
function promote(state: DemoState, department: Department, colleagues: readonly string[]): void {
  const leaders = Math.ceil((colleagues.length - 1) / spanOfControl);
  for (const [rank, id] of colleagues.slice(0, leaders).entries()) {
    const user = state.objects.user.get(id);
    if (user === undefined || rank === 0) continue;
    user.jobTitle = rank <= spanOfControl ? `Manager, ${department.name}` : `Team Lead, ${department.name}`;
  }
}
