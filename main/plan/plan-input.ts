import type { Change } from "../../preload/contract/change.ts";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type { Plan, PlanAnswer, PlanBasis, PlanConflict } from "../../preload/contract/plan.ts";
import type { UnknownType } from "../../preload/contract/views.ts";
import type { MadeBefore } from "./made-before.ts";

/** The two states a plan lies between, one object at a time. */
export interface PlanLookup {
  /** The state that will be put back. */
  before(type: ObjectType, id: string): DirectoryObject | undefined;
  /** The state that was found when the plan was made. */
  after(type: ObjectType, id: string): DirectoryObject | undefined;
}

/** All that a plan follows from. */
export interface PlanInput {
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly purpose: Plan["purpose"];
  readonly undoes?: string;
  readonly target: PlanBasis;
  readonly found: PlanBasis;
  /** From the target to the found state, narrowed to what was chosen. Read once, one after the other. */
  readonly changes: Iterable<Change>;
  /** What is left out of `changes` until a person has decided, and what was decided to stay. */
  readonly conflicts?: readonly PlanConflict[];
  /** How much stays because others than those who were asked for changed it. */
  readonly kept?: number;
  /** How many objects differ of which nothing is chosen, because records say of none that those who were asked for changed it. */
  readonly passedOver?: number;
  /** What a person has decided about objects that are gone. */
  readonly answers?: readonly PlanAnswer[];
  /** What earlier jobs made again and is there: `changes` and `lookup` go by its new ids. */
  readonly madeBefore?: readonly MadeBefore[];
  /** What to know before believing the changes, in sentences. */
  readonly cautions?: readonly string[];
  /** Types that were not read to their end in the found state: of those, what is not there may well be. */
  readonly unreadNow?: readonly ObjectType[];
  /** What could not be compared, so that no change of it is in `changes`. */
  readonly unknown?: readonly UnknownType[];
  readonly lookup: PlanLookup;
  readonly removeAdded: boolean;
  readonly filter: ChangeFilter;
  /** Whom a Conditional Access policy must not lock out. */
  readonly signedInObjectId?: string;
  /** The client id as which Reinstate signs in: to take its permissions away would end the job that does it. */
  readonly ownClientId?: string;
  /** So many deletions pass without a warning that stops; 10 unless it is said. */
  readonly mostDeletions?: number;
  /** Every object of a type in the found state; may be asked for several times. */
  allFound(type: ObjectType): Iterable<DirectoryObject>;
}
