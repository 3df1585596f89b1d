import type { DeadReference, PlanConflict, PlanWarning } from "../../preload/contract/plan.ts";
import { uniqueObjects } from "./names-of-objects.ts";

/** Whether a person has decided what several people changed, and what it means. */
export function conflictWarnings(conflicts: readonly PlanConflict[], kept: number): readonly PlanWarning[] {
  const answered = (answer: PlanConflict["answer"]) => conflicts.filter((conflict) => conflict.answer === answer);
  const [open, back, stay] = [answered("open"), answered("put-back"), answered("keep")];
  return [
    ...about(
      open,
      "conflicts-open",
      "stop",
      `${parts(open.length)} changed by somebody else too, and nobody has decided which change is right. Until that is decided, nothing is written there: what is there now stays.`,
    ),
    ...about(
      back,
      "conflicts-put-back",
      "caution",
      `${parts(back.length)} changed by somebody else too, and will be put back as decided. The change of the other person goes.`,
    ),
    ...about(
      stay,
      "conflicts-kept",
      "note",
      `${parts(stay.length)} changed by somebody else too, and stay as decided: what is there now stays.`,
    ),
    ...keptNote(kept),
  ];
}

function parts(count: number): string {
  return count === 1 ? "One part was" : `${count} parts were`;
}

function about(
  conflicts: readonly PlanConflict[],
  code: string,
  severity: PlanWarning["severity"],
  message: string,
): readonly PlanWarning[] {
  return conflicts.length === 0
    ? []
    : [{ code, severity, message, objects: uniqueObjects(conflicts.map((one) => one.object)) }];
}

function keptNote(kept: number): readonly PlanWarning[] {
  if (kept === 0) return [];
  const message = `${kept === 1 ? "One attribute or link stays" : `${kept} attributes or links stay`} as now on the objects of this plan, because only others than those you chose changed ${kept === 1 ? "it" : "them"}.`;
  return [{ code: "others-kept", severity: "note", message, objects: [] }];
}

/** What a plan does about objects that are gone and that former values name. */
export function referenceWarnings(references: readonly DeadReference[]): readonly PlanWarning[] {
  const sentences: Readonly<Record<DeadReference["answer"], string>> = {
    open: "Decide for each: leave it out, replace it, or leave alone what names it. Until then those parts stay as they are, because a shorter list could let in or shut out others.",
    stop: "Those parts stay as they are, as decided.",
    drop: "They are left out, as decided: what named them comes back without them. Check that nobody is let in or shut out by that.",
    replace: "They are replaced, as decided.",
  };
  const severities = { open: "stop", stop: "note", drop: "caution", replace: "caution" } as const;
  const codes = {
    open: "references-gone",
    stop: "references-left",
    drop: "references-dropped",
    replace: "references-replaced",
  } as const;
  return (["open", "drop", "replace", "stop"] as const).flatMap((answer): readonly PlanWarning[] => {
    const found = references.filter((reference) => reference.answer === answer);
    if (found.length === 0) return [];
    const message = `What the plan would write names ${names(found)}, which ${found.length === 1 ? "does" : "do"} not exist any more or ${found.length === 1 ? "is" : "are"} in the recycle bin. ${sentences[answer]}`;
    const objects = uniqueObjects(found.flatMap(({ places }) => places.map(({ object }) => object)));
    return [{ code: codes[answer], severity: severities[answer], message, objects }];
  });
}

function names(references: readonly DeadReference[]): string {
  const named = references.slice(0, 5).map(({ name, replacement }) => {
    return replacement === undefined ? `"${name}"` : `"${name}" (now "${replacement.name}")`;
  });
  const more = references.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}
