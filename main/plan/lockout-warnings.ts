import type { DirectoryObject, ObjectReference, ObjectType } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { PlanStep, PlanWarning } from "../../preload/contract/plan.ts";
import { administratorWarnings } from "./administrator-warnings.ts";
import { namesOf } from "./names-of-objects.ts";
import { canSignIn } from "./people-in.ts";
import type { PlanInput } from "./plan-input.ts";
import type { TenantState } from "./planned-state.ts";
import { foundState, plannedState } from "./planned-state.ts";
import {
  blocks,
  blocksSignIn,
  exemptPeople,
  exemptsSomebody,
  includesEverybody,
  isEnforced,
  reaches,
} from "./policy-reach.ts";
import { referenceTo } from "./step-draft.ts";
import { type Answer, allOf, not } from "./tri-state.ts";

const policyType: ObjectType = "conditionalAccessPolicy";
const relevant: ReadonlySet<ObjectType> = new Set([policyType, "group", "user"]);

/** One policy before and after the plan. */
interface Pair {
  readonly before: DirectoryObject | undefined;
  readonly after: DirectoryObject;
}

/**
 * Whom the plan would shut out that can get in now: the person at the screen, everybody, or people who are exempt now
 * (emergency accounts are). Where captured data is not enough, the warning says so instead of keeping silent.
 */
export function lockoutWarnings(
  steps: readonly PlanStep[],
  input: Pick<PlanInput, "lookup" | "allFound" | "signedInObjectId">,
): readonly PlanWarning[] {
  const warnings = lockoutsAfter(steps, input);
  const known = new Set(warnings.map(keyOf));
  const meanwhile = lockoutsAfter(untilPutBack(steps), input).filter(
    (warning) => warning.severity === "stop" && !known.has(keyOf(warning)),
  );
  return [...warnings, ...meanwhile.map((warning) => ({ ...warning, message: `${warning.message} ${untilThen}` }))];
}

const untilThen =
  "That is so from the moment in which it comes out of the recycle bin, where it lies as somebody left it, until a later step puts back what it said.";

/** What comes out of the recycle bin is in force at once, with what it said when it was deleted. Empty: nothing does. */
function untilPutBack(steps: readonly PlanStep[]): readonly PlanStep[] {
  const restored = new Set(
    steps.filter(({ type, action }) => type === policyType && action === "restore").map(({ object }) => object.id),
  );
  const isLater = ({ action, object }: PlanStep) => action === "update" && restored.has(object.id);
  return steps.some(isLater) ? steps.filter((step) => !isLater(step) && step.action !== "delete") : [];
}

function keyOf({ code, objects }: PlanWarning): string {
  return [code, ...objects.map(({ id }) => id)].join(" ");
}

function lockoutsAfter(
  steps: readonly PlanStep[],
  input: Pick<PlanInput, "lookup" | "allFound" | "signedInObjectId">,
): readonly PlanWarning[] {
  if (!steps.some(canLockOut)) return [];
  const [found, planned] = [foundState(input), plannedState(steps, input, relevant)];
  const pairs = [...planned.objects(policyType)]
    .filter((after) => isEnforced(after) && !isSoftDeleted(after))
    .map((after) => ({ before: activeIn(found, after.id), after }));
  const everybody = blocksEverybody(pairs, found, planned);
  return [
    ...blocksYou(pairs, input.signedInObjectId, found, planned),
    ...everybody,
    ...losesExceptions(pairs, found, planned),
    // Administrators are among everybody.
    ...administratorWarnings(found, planned).filter(
      ({ code }) => everybody.length === 0 || !/blocks?-admin/.test(code),
    ),
  ];
}

/** Policies, and who is in a group that they or directory roles name; accounts that go, are switched off or become guests. */
export function canLockOut({ type, action, links, promised }: PlanStep): boolean {
  if (type === "user") return action === "delete" || promised.accountEnabled === false || "userType" in promised;
  return type === policyType || (type === "group" && (action !== "update" || links.length > 0));
}

function activeIn(state: TenantState, id: string): DirectoryObject | undefined {
  const policy = state.object(policyType, id);
  return policy === undefined || isSoftDeleted(policy) ? undefined : policy;
}

function blocksYou(
  pairs: readonly Pair[],
  userId: string | undefined,
  found: TenantState,
  planned: TenantState,
): readonly PlanWarning[] {
  if (userId === undefined) return [];
  const becoming = (answer: Answer) =>
    pairs
      .filter(({ before, after }) => {
        const now = blocks(before, userId, found);
        return blocks(after, userId, planned) === answer && now !== answer && now !== "yes";
      })
      .map(({ after }) => referenceTo(after));
  const [surely, perhaps] = [becoming("yes"), becoming("unsure")];
  return [
    ...warningIf(
      surely,
      "blocks-you",
      "stop",
      (names) => `${names} would block the account that you are signed in with.`,
    ),
    ...warningIf(
      perhaps,
      "may-block-you",
      "stop",
      (names) =>
        `${names} may block the account that you are signed in with. It is not certain: it depends on locations, devices, roles that are yet to be activated or other conditions that no snapshot holds.`,
    ),
  ];
}

function blocksEverybody(pairs: readonly Pair[], found: TenantState, planned: TenantState): readonly PlanWarning[] {
  const judge = (policy: DirectoryObject | undefined, state: TenantState): Answer => {
    if (policy === undefined || !includesEverybody(policy)) return "no";
    return allOf([blocksSignIn(policy), not(exemptsSomebody(policy, state))]);
  };
  const worse = (answer: Answer) =>
    pairs
      .filter(({ before, after }) => {
        const now = judge(before, found);
        return judge(after, planned) === answer && now !== answer && now !== "yes";
      })
      .map(({ after }) => referenceTo(after));
  return [
    ...warningIf(
      worse("yes"),
      "blocks-everybody",
      "stop",
      (names) => `${names} would block everybody, emergency accounts included: nobody who can sign in is exempt.`,
    ),
    ...warningIf(
      worse("unsure"),
      "may-block-everybody",
      "stop",
      (names) =>
        `${names} may block everybody. It is not certain: the exceptions or conditions depend on what no snapshot holds.`,
    ),
  ];
}

/** One policy that people who are exempt now would no longer be exempt from. */
interface LostException {
  readonly policy: ObjectReference;
  readonly people: readonly ObjectReference[];
  readonly blocks: boolean;
}

/** The same people under twenty policies are one warning, not twenty. */
function losesExceptions(pairs: readonly Pair[], found: TenantState, planned: TenantState): readonly PlanWarning[] {
  const lost = pairs.flatMap((pair) => lostExceptions(pair, found, planned));
  const groups = Map.groupBy(lost, ({ people, blocks }) => [blocks, ...people.map(({ id }) => id)].join(" "));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const policies = group.map(({ policy }) => policy);
    const does = first.blocks ? "would block" : "would apply to";
    const message = `${namesOf(policies)} ${does} ${counted(first.people.length)} that ${policies.length === 1 ? "it exempts" : "they exempt"} now: ${namesOf(first.people)}. Check whether they are emergency accounts.`;
    const severity = first.blocks ? ("stop" as const) : ("caution" as const);
    return [{ code: "exceptions-lost", severity, message, objects: [...policies, ...first.people] }];
  });
}

function lostExceptions({ before, after }: Pair, found: TenantState, planned: TenantState): readonly LostException[] {
  if (before === undefined) return [];
  const people = [...exemptPeople(before, found)]
    // An account that the plan itself removes or leaves switched off loses nothing.
    .filter((id) => canSignIn(id, planned) && reaches(after, id, planned) !== "no")
    .flatMap((id) => found.object("user", id) ?? [])
    .map(referenceTo);
  return people.length === 0 ? [] : [{ policy: referenceTo(after), people, blocks: blocksSignIn(after) !== "no" }];
}

function counted(number: number): string {
  return number === 1 ? "an account" : `${number} accounts`;
}

function warningIf(
  objects: readonly ObjectReference[],
  code: string,
  severity: PlanWarning["severity"],
  sentence: (names: string) => string,
): readonly PlanWarning[] {
  return objects.length === 0 ? [] : [{ code, severity, message: sentence(namesOf(objects)), objects }];
}
