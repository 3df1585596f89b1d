import type { Change } from "../../preload/contract/change.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type {
  MadeAgainPolicies,
  Plan,
  PlanAnswer,
  PlanStep,
  PlanWarning,
  StepAction,
} from "../../preload/contract/plan.ts";
import type { JobState, RecoveryJob, StepOutcome } from "../../preload/contract/recovery-job.ts";
import type { PlanSummary } from "../../preload/contract/views.ts";
import { fakeQuestions } from "./fake-questions.ts";

const actionOf = {
  added: "delete",
  restored: "delete",
  removed: "create",
  "soft-deleted": "restore",
  modified: "update",
} as const;

export function fakeStep(change: Change, index: number): PlanStep {
  const linksOnly = change.kind === "modified" && change.attributes.length === 0;
  const action: StepAction = linksOnly ? "link" : actionOf[change.kind];
  return {
    id: `s${index + 1}`,
    type: change.type,
    object: { type: change.type, id: change.id, name: change.name },
    action,
    attributes: change.attributes.map(({ path, before, after }) => ({
      path,
      ...(after === undefined ? {} : { before: after }),
      ...(before === undefined ? {} : { after: before }),
    })),
    links: change.links.map(({ link, added, removed }) => ({ link, add: removed, remove: added })),
    expected: {},
    promised: {},
    dependsOn: [],
    permissions: ["User.ReadWrite.All"],
    cost: 1 + change.links.length,
    reversible: true,
  };
}

interface FakePlanChoice {
  readonly id: string;
  readonly changes: readonly Change[];
  readonly filter: ChangeFilter;
  readonly removeAdded: boolean;
  readonly undoes?: string;
  readonly switchesOn?: string;
  /** How many parts somebody else changed too, and whether a policy names a group that is gone. */
  readonly questions?: number;
  readonly answers?: readonly PlanAnswer[];
  /** How many policies it makes again that were on. */
  readonly reportOnly?: number;
}

export function fakePlan({
  id,
  changes,
  filter,
  removeAdded,
  undoes,
  switchesOn,
  questions = 0,
  answers = [],
  reportOnly = 0,
}: FakePlanChoice): Plan {
  const basis = { snapshotNumber: 3, snapshotId: "3".repeat(64), endedAt: "2026-11-23T22:00:00Z" };
  const [policy] = changes.filter(({ type }) => type === "conditionalAccessPolicy");
  const [group] = changes.filter(({ type }) => type === "group");
  return {
    format: "reinstate-plan-1",
    id,
    tenantId: "tenant-1",
    tenantName: "Contoso Ltd",
    createdAt: "2026-11-25T02:10:00Z",
    purpose: undoes === undefined ? "recover" : "undo",
    ...(undoes === undefined ? {} : { undoes }),
    ...(switchesOn === undefined ? {} : { switchesOn }),
    target: basis,
    found: { ...basis, snapshotNumber: 5, endedAt: "2026-11-25T02:09:00Z" },
    filter,
    removeAdded,
    steps: changes.map(fakeStep),
    warnings: policy === undefined ? [] : warningsFor(policy),
    impossible:
      group === undefined
        ? []
        : [
            {
              object: { type: group.type, id: group.id, name: group.name },
              path: "membershipRuleProcessingState",
              reason: "Entra sets this by itself.",
              manual: "Wait until the rule has been processed again.",
            },
          ],
    ...(questions === 0 ? {} : fakeQuestions(changes, questions, answers)),
    ...(reportOnly === 0 ? {} : { madeAgainPolicies: fakePolicies(changes, reportOnly, answers) }),
    permissions: ["User.ReadWrite.All", "Policy.ReadWrite.ConditionalAccess", "Group.ReadWrite.All"],
    hash: "a1b2c3d4".repeat(8),
  };
}

function fakePolicies(changes: readonly Change[], count: number, answers: readonly PlanAnswer[]): MadeAgainPolicies {
  const policies = changes.filter(({ type }) => type === "conditionalAccessPolicy").slice(0, count);
  const isOn = answers.some(({ about, answer }) => about === "policies" && answer === "switch-on");
  return {
    policies: policies.map(({ type, id, name }) => ({ type, id, name })),
    answer: isOn ? "switch-on" : "report-only",
  };
}

function warningsFor(policy: Change): readonly PlanWarning[] {
  const objects = [{ type: policy.type, id: policy.id, name: policy.name }];
  return [
    {
      code: "locks-out-signed-in",
      severity: "stop",
      message:
        "This policy would apply to the account you are signed in with. Make sure that you can satisfy it, or exclude the account first.",
      objects,
    },
    {
      code: "report-only",
      severity: "note",
      message: "Policies that are created again come back as report-only.",
      objects: [],
    },
  ];
}

export function summarizePlan(plan: Plan): PlanSummary {
  const { steps, ...rest } = plan;
  const byAction: Partial<Record<StepAction, number>> = {};
  for (const { action } of steps) byAction[action] = (byAction[action] ?? 0) + 1;
  return { ...rest, stepCount: steps.length, byAction, requestCount: steps.reduce((sum, { cost }) => sum + cost, 0) };
}

export interface FakeStop {
  readonly after: number;
  readonly state: Exclude<JobState, "ended">;
}

/** How the job ends: one step skipped and one failed where there are many, all well where there are few. */
export function fakeJob(id: string, plan: Plan, stop?: FakeStop): RecoveryJob {
  const many = plan.steps.length > 12;
  const outcomeOf = (index: number): Omit<StepOutcome, "id"> => {
    if (stop !== undefined && index >= stop.after) return { outcome: "pending" };
    if (many && index === 3)
      return {
        outcome: "skipped",
        reason: "Somebody has changed department since the review. Make a new plan to see what it is now.",
      };
    if (many && index === 7)
      return {
        outcome: "failed",
        reason: "Graph refused: the account is synchronised from on-premises. Change it there.",
      };
    return { outcome: index % 9 === 8 ? "already" : "applied" };
  };
  return {
    id,
    planId: plan.id,
    planHash: plan.hash,
    purpose: plan.purpose,
    ...(plan.undoes === undefined ? {} : { undoes: plan.undoes }),
    startedAt: "2026-11-25T02:12:00Z",
    endedAt: stop !== undefined ? null : "2026-11-25T02:14:30Z",
    by: "admin@contoso.com",
    state: stop?.state ?? "ended",
    verdict: stop !== undefined ? null : many ? "partial" : "complete",
    steps: plan.steps.map(({ id: stepId }, index) => ({ id: stepId, ...outcomeOf(index) })),
  };
}
