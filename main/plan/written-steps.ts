import type { DirectoryObject, LinkTarget } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { PlanWarning } from "../../preload/contract/plan.ts";
import { isDone, type JournalEntry, type RecoveryJob, type StepOutcome } from "../../preload/contract/recovery-job.ts";
import { definitionOf, linkKey } from "../catalogue/catalogue.ts";
import { sameMeaning } from "../compare/meaning-text.ts";
import { namesOf, uniqueObjects } from "./names-of-objects.ts";
import type { PlanLookup } from "./plan-input.ts";
import type { StepDraft } from "./step-draft.ts";
import { firstFounds, type StepFound } from "./step-found.ts";

/**
 * written: Graph took what was sent. refused: it said no to all of it, so that whatever is there now is somebody else's. doubt: no
 * answer came, or some of it was taken and the rest was not.
 */
type Writing = "written" | "refused" | "doubt";

/** The steps that a job may have written, with what was there before them; what was openly refused is not among them. */
export interface WrittenSteps {
  readonly founds: ReadonlyMap<string, StepFound>;
  readonly inDoubt: ReadonlySet<string>;
}

/** What a job wrote, by its outcomes and its journal. */
export function writtenSteps({ steps }: Pick<RecoveryJob, "steps">, journal: readonly JournalEntry[]): WrittenSteps {
  const outcomes = new Map(steps.map((outcome) => [outcome.id, outcome]));
  const requests = Map.groupBy(
    journal.filter(({ request }) => request !== undefined),
    ({ stepId }) => stepId,
  );
  const begun = [...firstFounds(journal)].map(([id, found]) => {
    const statuses = requests.get(id)?.map(({ request }) => request?.status ?? 0) ?? [];
    return { id, found, writing: writingOf(outcomes.get(id), statuses) };
  });
  return {
    founds: new Map(begun.filter(({ writing }) => writing !== "refused").map(({ id, found }) => [id, found])),
    inDoubt: new Set(begun.filter(({ writing }) => writing === "doubt").map(({ id }) => id)),
  };
}

function writingOf(outcome: StepOutcome | undefined, statuses: readonly number[]): Writing {
  // Also where a resumed job found it as promised: whoever did that, no answer came to a request of ours.
  if (outcome === undefined || outcome.outcome === "pending" || statuses.length === 0) return "doubt";
  if (isDone(outcome) || outcome.outcome === "reverted") return "written";
  if (statuses.every((status) => status < 300)) return "written";
  return statuses.every((status) => status >= 400 && status < 500) ? "refused" : "doubt";
}

/**
 * What the plan would take back although nobody knows that the job did it. Where everything is as it was before the job there
 * is nothing to lose.
 */
export function doubtWarnings(
  drafts: readonly StepDraft[],
  now: PlanLookup["after"] | undefined,
): readonly PlanWarning[] {
  const open = drafts.filter((draft) => now === undefined || !isTakenBack(draft, now(draft.type, draft.object.id)));
  const objects = uniqueObjects(open.map(({ object }) => object));
  if (objects.length === 0) return [];
  const message = `In doubt: nobody can tell whether the job or somebody else brought ${namesOf(objects)} to what is there now, because the job had no answer to what it wrote, or wrote only a part of it. Look at each first: what somebody put right by hand goes with this plan.`;
  return [{ code: "in-doubt", severity: "stop", message, objects }];
}

/** Whether the object is as the draft would leave it already. */
function isTakenBack(
  { type, action, promised, expected, links }: StepDraft,
  now: DirectoryObject | undefined,
): boolean {
  const isThere = now !== undefined && !isSoftDeleted(now);
  if (action === "delete") return !isThere;
  if (action === "restore" || action === "create" || !isThere) return isThere;
  const units = [...new Set([...Object.keys(expected), ...Object.keys(promised)])];
  const isFormer = (unit: string) => sameMeaning(now.properties[unit], promised[unit]);
  return (
    units.every(isFormer) &&
    links.every(({ link, add, remove }) => {
      const rule = definitionOf(type).links[link];
      const keyOf = (target: LinkTarget) => (rule === undefined ? "" : linkKey(rule, target));
      const [there, back] = [new Set(now.links[link]?.map(keyOf)), new Set(add.map(keyOf))];
      return (
        [...back].every((key) => there.has(key)) &&
        remove.every((one) => back.has(keyOf(one)) || !there.has(keyOf(one)))
      );
    })
  );
}
