import type { DemoState } from "../demo-state.ts";
import { newId } from "../demo-state.ts";
import type { ScenarioReport } from "../demo-tenant.ts";
import { patchObject, setManager } from "../directory-writes.ts";
import { castNames, hrActor } from "../tenant-cast.ts";
import { changePhone, hire, promote } from "./daily-work.ts";
import type { Diary } from "./diary.ts";
import { openDiary } from "./diary.ts";
import { ordinaryEmployees } from "./pick-objects.ts";

const shareOfUsers = 0.4;
const fewestHarmed = 20;
const mostHarmed = 30_000;
const feedMinutes = 150;

/** The HR feed's columns have slipped by one, and it writes that over people for hours, while others do their work. */
export function playHrCorruption(state: DemoState): ScenarioReport {
  const diary = openDiary(state, "hr-corruption");
  const people = ordinaryEmployees(state);
  const wanted = Math.max(fewestHarmed, Math.floor(state.objects.user.size * shareOfUsers));
  const harmed = everyOther(people, Math.min(wanted, mostHarmed, people.length - 2));
  const spared = people.filter((id) => !harmed.has(id));
  const [boss = ""] = spared;
  const promoted = spared.at(-1) ?? "";
  const list = [...harmed];
  diary.pass(15);
  diary.tell(`The nightly file for ${castNames.hrApplication} has lost a column. The feed starts.`);
  feed(state, diary, list.slice(0, list.length / 2), feedMinutes / 2);
  meanwhile(state, diary, [list[0] ?? "", list.at(-1) ?? "", promoted, boss]);
  feed(state, diary, list.slice(list.length / 2), feedMinutes / 2);
  diary.harm("user", ...list);
  diary.tell(`The feed ends. It has put nonsense into department, job title and manager of ${list.length} people.`);
  diary.pass(20);
  changePhone(state, diary, "helpdeskOne", list[1] ?? "");
  hire(state, diary, "helpdeskTwo", boss);
  diary.pass(10);
  return diary.close([castNames.hrApplication]);
}

/** Spread over the whole tenant, so that every department is hit. */
function everyOther(people: readonly string[], count: number): ReadonlySet<string> {
  const step = people.length / count;
  return new Set(Array.from({ length: count }, (_, index) => people[Math.floor(index * step)] ?? ""));
}

/** One row slips into the next: the number becomes the title, the manager is the neighbour. */
function feed(state: DemoState, diary: Diary, list: readonly string[], minutes: number): void {
  const actor = hrActor(state);
  for (const [index, id] of list.entries()) {
    diary.pass(minutes / list.length);
    const note = { correlationId: newId(state) };
    const { employeeId } = state.objects.user.get(id) ?? {};
    patchObject(state, actor, "user", id, { department: "#REF!", jobTitle: String(employeeId) }, note);
    setManager(state, actor, id, neighbour(state, list, index), note);
  }
}

/** Somebody else who is not the right manager. */
function neighbour(state: DemoState, list: readonly string[], index: number): string {
  const right = state.links.manager.get(list[index] ?? "");
  const next = list[(index + 1) % list.length] ?? "";
  return next === right ? (list[(index + 2) % list.length] ?? "") : next;
}

/** Some of it on the very people whom the feed harms: a recovery has to leave these attributes alone. */
function meanwhile(
  state: DemoState,
  diary: Diary,
  [before, later, promoted, boss]: readonly [string, string, string, string],
): void {
  changePhone(state, diary, "helpdeskOne", before);
  diary.pass(6);
  promote(state, diary, "helpdeskTwo", promoted);
  diary.pass(4);
  changePhone(state, diary, "helpdeskTwo", later);
  diary.pass(9);
  hire(state, diary, "helpdeskOne", boss);
}
