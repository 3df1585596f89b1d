import { z } from "zod";
import type { AttributionEvent } from "./change.ts";
import type { LinkTarget, ObjectReference, ObjectType } from "./directory-object.ts";
import type { ChangeFilter } from "./filter.ts";
import type { JsonObject, JsonValue } from "./json-value.ts";

/**
 * What one step does to one object.
 * update: writes attributes. link: adds and removes link targets. restore: out of the recycle bin, same id.
 * create: makes it again with a new id. delete: puts what was added since into the recycle bin.
 */
export const stepActions = ["update", "link", "restore", "create", "delete"] as const;
export type StepAction = (typeof stepActions)[number];

/** One attribute of a step: the value it expects to find now and the value it promises. Absent means "not set". */
export interface StepAttribute {
  readonly path: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** One link of a step: what it puts back and what it takes away. */
export interface StepLink {
  readonly link: string;
  readonly add: readonly LinkTarget[];
  readonly remove: readonly LinkTarget[];
}

export interface PlanStep {
  /** "s1", "s2" ... in the order of application. */
  readonly id: string;
  readonly type: ObjectType;
  readonly object: ObjectReference;
  readonly action: StepAction;
  readonly attributes: readonly StepAttribute[];
  readonly links: readonly StepLink[];
  /**
   * Precondition: the write units (top-level properties, or "blocks") exactly as they were in the state the plan was
   * made from. If the tenant differs when the step runs, the step is skipped and reported, never overwritten.
   */
  readonly expected: JsonObject;
  /** Postcondition and write: the same units with the chosen attributes put back. For create: the whole body. */
  readonly promised: JsonObject;
  /**
   * For create, a precondition too: the ids that went by its name when the plan was made. If there are others when the step runs,
   * it is skipped and reported. Absent in plans of older versions.
   */
  readonly namesakes?: readonly string[];
  /**
   * For links: targets that Graph's list may leave out although they are linked (enterprise applications in a group). Each is asked
   * for by itself. Absent where there are none, and in plans of older versions.
   */
  readonly unlisted?: readonly string[];
  /** Steps that must have been applied before. */
  readonly dependsOn: readonly string[];
  /** Delegated permissions that the step's requests need. */
  readonly permissions: readonly string[];
  /** Number of Graph requests that it is expected to cost. */
  readonly cost: number;
  readonly reversible: boolean;
  /**
   * What happened between the two states, latest first, as far as audit records name it. With the attributes' `after`
   * (then) and `before` (now) that makes the three-way view. Absent where no record says.
   */
  readonly between?: readonly AttributionEvent[];
}

/** One edit of one attribute or link target between the two states; absent sides are not in the record. */
export interface BetweenEvent extends Omit<AttributionEvent, "paths"> {
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/**
 * A part that the chosen actor or time changed, and somebody else (or another time) too. Only a person can say which of
 * it is right; as long as nobody has, it stays as it is now.
 */
export interface PlanConflict {
  /** The same in every plan that meets the same conflict. */
  readonly key: string;
  readonly object: ObjectReference;
  /** An attribute path or the name of a link; empty: whether the object is there at all. */
  readonly path: string;
  /** For a link: the one target that it is about. `former` and `now` hold it where it is there. */
  readonly target?: LinkTarget;
  readonly former?: JsonValue;
  readonly now?: JsonValue;
  /** Latest first. */
  readonly between: readonly BetweenEvent[];
  /** A sentence. */
  readonly reason: string;
  readonly answer: "open" | "keep" | "put-back";
}

/** An object that is named by what should come back, and is gone or in the recycle bin. */
export interface DeadReference {
  readonly id: string;
  readonly name: string;
  readonly inBin: boolean;
  readonly places: readonly { readonly object: ObjectReference; readonly path?: string }[];
  /** stop: what names it is left as it is now. So it is as long as the answer is open. */
  readonly answer: "open" | "drop" | "replace" | "stop";
  readonly replacement?: ObjectReference;
}

/**
 * Conditional Access policies that were on and that the plan makes again with new ids. They come back as report-only, which
 * stops nobody; a person may have decided that the plan switches them on as well.
 */
export interface MadeAgainPolicies {
  readonly policies: readonly ObjectReference[];
  readonly answer: "report-only" | "switch-on";
}

/**
 * What a person has decided about conflicts (`keep`, `put-back`), dead references (`drop`, `replace`, `stop`) and policies
 * that are made again (`report-only`, `switch-on`).
 */
export const planAnswerSchema = z.strictObject({
  /** A conflict's key, a dead reference's id; `conflicts` or `references`: all that are not named. `policies`: all. */
  about: z.string().min(1).max(200),
  answer: z.enum(["keep", "put-back", "drop", "replace", "stop", "report-only", "switch-on"]),
  /** For replace: the id of the object that is named instead. */
  with: z.string().min(1).max(200).optional(),
});

export type PlanAnswer = z.infer<typeof planAnswerSchema>;

export interface PlanWarning {
  readonly code: string;
  /** stop: has to be acknowledged before anything is written. */
  readonly severity: "stop" | "caution" | "note";
  readonly message: string;
  readonly objects: readonly ObjectReference[];
}

/** A chosen change that cannot be put back: why, and what a person can do instead. */
export interface ImpossiblePart {
  readonly object: ObjectReference;
  readonly path?: string;
  readonly reason: string;
  readonly manual: string;
  /** Ids that it names and that are gone or in the recycle bin: see `deadReferences`. */
  readonly gone?: readonly string[];
}

/** The state a plan starts from. */
export interface PlanBasis {
  readonly snapshotNumber: number;
  readonly snapshotId: string;
  readonly endedAt: string;
}

/** A frozen plan. `hash` is the SHA-256 (hex) of the canonical JSON of all the rest: what was reviewed is what runs. */
export interface Plan {
  readonly format: "reinstate-plan-1";
  readonly id: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly createdAt: string;
  readonly purpose: "recover" | "undo";
  /** For undo: the job that it reverses. */
  readonly undoes?: string;
  /** For switching Conditional Access policies on: the job that made them again as report-only. */
  readonly switchesOn?: string;
  /** The state that will be put back. */
  readonly target: PlanBasis;
  /** The state that was found when the plan was made (a checkpoint snapshot of the tenant). */
  readonly found: PlanBasis;
  readonly filter: ChangeFilter;
  readonly removeAdded: boolean;
  readonly steps: readonly PlanStep[];
  readonly warnings: readonly PlanWarning[];
  readonly impossible: readonly ImpossiblePart[];
  /** What only a person can decide, with what they decided; absent where there is nothing of the kind. */
  readonly conflicts?: readonly PlanConflict[];
  readonly deadReferences?: readonly DeadReference[];
  readonly madeAgainPolicies?: MadeAgainPolicies;
  readonly permissions: readonly string[];
  readonly hash: string;
}
