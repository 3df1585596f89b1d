import type { WorkProgress } from "../../../../preload/contract/events.ts";

const recovery = "A recovery is being written to the tenant";
const snapshot = "A snapshot is being taken";

const words: Readonly<Partial<Record<WorkProgress["work"], readonly [message: string, detail: string]>>> = {
  apply: [
    recovery,
    "If you quit, it stops after the step that is under way. What is done stays done, and History has the button that goes on with the rest.",
  ],
  verify: ["What was written is being read back", "If you quit, History can read it back later."],
  capture: [
    snapshot,
    "If you quit, the next one goes on from where this one was. The snapshots that you have stay as they are.",
  ],
};

/** What to ask before the program ends while this runs (pure). */
export function quitQuestion(work: WorkProgress["work"] | undefined): {
  readonly message: string;
  readonly detail: string;
} {
  const [message, detail] = (work === undefined ? undefined : words[work]) ?? [
    "Work is under way",
    "If you quit, it ends cleanly first, and has to be begun again.",
  ];
  return { message, detail };
}
