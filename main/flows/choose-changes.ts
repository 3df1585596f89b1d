import type { Change } from "../../preload/contract/change.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type { PlanConflict } from "../../preload/contract/plan.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { UnknownType } from "../../preload/contract/views.ts";
import { partEvents } from "../compare/events-of-part.ts";
import { asksWho, narrow } from "../compare/matches-filter.ts";
import type { Answers } from "../plan/answers.ts";
import { chooseParts } from "../plan/choose-parts.ts";
import type { ComparedVault } from "./by-new-ids.ts";
import type { BinLook } from "./look-in-bin.ts";
import { recordsBetween } from "./records-between.ts";
import { makeReport } from "./report.ts";
import type { WorkControl } from "./tenant-session.ts";

/** The changes that a plan is made of, and what of them only a person can decide. */
export interface ChosenChanges {
  readonly changes: readonly Change[];
  readonly conflicts: readonly PlanConflict[];
  /** How many parts stay because others than those who were asked for changed them. */
  readonly kept: number;
  /** How many objects differ of which nothing is chosen, because records say of none that those who were asked for changed it. */
  readonly passedOver: number;
  /** What to know before believing the changes, in sentences. */
  readonly warnings: readonly string[];
  /** What could not be compared, by type: the plan leaves out what changed in there. */
  readonly unknown: readonly UnknownType[];
}

/**
 * two snapshots × filter × answers → what is put back. Where the filter asks who or when, legitimate changes stay. `bin` settles
 * what became of objects that are gone.
 */
export async function chooseChanges(
  vault: ComparedVault,
  sides: { readonly target: SnapshotRecord; readonly found: SnapshotRecord },
  filter: ChangeFilter,
  answers: Answers,
  control: WorkControl & { readonly bin?: Pick<BinLook, "settled"> },
): Promise<ChosenChanges> {
  const { target, found } = sides;
  if (!asksWho(filter)) {
    const { changes, warnings, unknown } = await makeReport(vault, target, found, { ...control, filter });
    const settled = (await control.bin?.settled(changes)) ?? changes;
    const chosen = settled === changes ? changes : settled.flatMap((change) => narrow(change, filter) ?? []);
    return { changes: chosen, warnings, unknown, conflicts: [], kept: 0, passedOver: 0 };
  }
  const { actor: _, correlation: __, since: ___, until: ____, ...rest } = filter;
  const records = recordsBetween(vault, target, found);
  const report = await makeReport(vault, target, found, { ...control, filter: rest, records });
  const events = partEvents(records.index, records.window);
  const settled = (await control.bin?.settled(report.changes)) ?? report.changes;
  const parts = settled.map((change) => chooseParts(change, filter, events, answers));
  const isNothing = parts.every(({ change, conflicts, kept }) => change === undefined && conflicts.length + kept === 0);
  return {
    changes: parts.flatMap(({ change }) => change ?? []),
    conflicts: parts.flatMap(({ conflicts }) => conflicts),
    passedOver: isNothing ? parts.length : 0,
    kept: parts.reduce((sum, { kept }) => sum + kept, 0),
    warnings: report.warnings,
    unknown: report.unknown,
  };
}
