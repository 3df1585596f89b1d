import type { Plan } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import { drawBelow } from "../../demo/generate/draw.ts";
import { makePlan, runPlan } from "../recover.ts";
import { makeSwitchOnPlan } from "../switch-on.ts";
import { makeUndoPlan } from "../undo.ts";
import { untrue } from "./broken-promises.ts";
import { carryOut, type Patience } from "./carry-out.ts";
import { type ChangedTenant, openChangedTenant } from "./changed-tenant.ts";
import { partsThatDiffer } from "./parts-that-differ.ts";
import { type Choice, randomChoice } from "./random-choice.ts";
import { type TenantParts, withOwnIds } from "./tenant-parts.ts";
import { leftOver, madeTwice, notPutBack, told, toldStep, unchosen, unplanned } from "./what-is-wrong.ts";

export interface RecoveryOutcome {
  readonly seed: number;
  /** Steps of the recovery. */
  readonly steps: number;
  readonly verdict: RecoveryJob["verdict"];
  /** Times that a job was cut off or its process killed, and it was taken up again. */
  readonly resumed: number;
  readonly killed: number;
  readonly wrong: readonly string[];
  /** All that happened, for whoever looks into a seed that goes wrong. */
  story(): readonly string[];
}

/**
 * A tenant that several people wrote to at random since its snapshot; a random choice of what to put back, over an unsteady network and
 * through interruptions and kills; then taken back, and that too. What was done is judged by the demo's own state, past all of the
 * product's reading.
 */
export async function recoveryRun(seed: number, folder: string): Promise<RecoveryOutcome> {
  const random = { random: seed };
  const tenant = await openChangedTenant(folder, random);
  try {
    return await new RecoveryRun(seed, tenant, random).run();
  } finally {
    tenant.session().vault.close();
  }
}

class RecoveryRun {
  readonly #seed: number;
  readonly #tenant: ChangedTenant;
  readonly #random: { random: number };
  readonly #wrong: string[] = [];
  readonly #told: (() => readonly string[])[] = [];
  #renamed: ReadonlyMap<string, string> = new Map();
  #resumed = 0;
  #killed = 0;

  constructor(seed: number, tenant: ChangedTenant, random: { random: number }) {
    [this.#seed, this.#tenant, this.#random] = [seed, tenant, random];
  }

  async run(): Promise<RecoveryOutcome> {
    const { snapshot, target, writes } = this.#tenant;
    const before = this.#parts();
    const happened = { snapshot, before, writes };
    const choice = randomChoice(partsThatDiffer(snapshot, before), writes, this.#random);
    const plan = await makePlan(this.#tenant.session(), { target, ...choice });
    // Some are taken back half way.
    const recovered = await this.#carryOut("recovery", plan, drawBelow(this.#random, 5) === 0 ? "gives up" : "goes on");
    const after = this.#parts();
    const differences = partsThatDiffer(before, after);
    this.#note("recovery", unplanned(plan, happened, differences), unchosen(plan, choice, happened, differences));
    this.#note("recovery", notPutBack(plan, recovered, choice, happened, after));
    await this.#onceMore(plan, choice);
    await this.#switchOn(recovered);
    const beforeUndo = this.#parts();
    const undoPlan = await makeUndoPlan(this.#tenant.session(), recovered.id);
    const undone = await this.#carryOut("undo", undoPlan, "goes on");
    const back = this.#parts();
    this.#note("undo", leftOver([[this.#named(undoPlan), undone]], partsThatDiffer(before, back)));
    await this.#undoTheUndo(undoPlan, undone, beforeUndo);
    const { verdict } = recovered;
    const [seed, wrong, resumed, killed] = [this.#seed, this.#wrong, this.#resumed, this.#killed];
    return {
      seed,
      steps: plan.steps.length,
      verdict,
      resumed,
      killed,
      wrong,
      story: () => this.#story(choice, before),
    };
  }

  /** Somebody who is not sure carries the plan out a second time, and makes one anew. Draws nothing: seeds stay as they were. */
  async #onceMore(plan: Plan, choice: Choice): Promise<void> {
    const session = this.#tenant.session();
    const before = this.#parts();
    const again = await runPlan(session, plan, plan.hash).catch((error: unknown) => error);
    if (!(again instanceof ReinstateError) || again.code !== "PLAN_CARRIED_OUT")
      this.#note("once more", [`the plan was not refused: ${again}`]);
    const anew = await makePlan(session, { target: this.#tenant.target, ...choice });
    this.#note("once more", madeTwice(anew, this.#renamed, before));
    this.#note("once more", partsThatDiffer(before, this.#parts()).map(told));
  }

  /** Policies that came back as report-only are switched on, which is taken back with the rest. */
  async #switchOn(recovered: RecoveryJob): Promise<void> {
    if (drawBelow(this.#random, 2) === 0) return;
    const plan = await makeSwitchOnPlan(this.#tenant.session(), recovered.id);
    if (plan.steps.length > 0) await this.#carryOut("switch on", plan, "goes on");
  }

  async #undoTheUndo(undoPlan: Plan, undone: RecoveryJob, first: TenantParts): Promise<void> {
    if (undone.state !== "ended" || drawBelow(this.#random, 2) === 0) return;
    const plan = await makeUndoPlan(this.#tenant.session(), undone.id);
    const job = await this.#carryOut("undo of the undo", plan, "goes on");
    const plans = [[this.#named(undoPlan), undone] as const, [this.#named(plan), job] as const];
    this.#note("undo of the undo", leftOver(plans, partsThatDiffer(first, this.#parts())));
  }

  async #carryOut(name: string, plan: Plan, patience: Patience): Promise<RecoveryJob> {
    // Whatever a read shows of this job is not as old as the one before.
    this.#tenant.demo.advance(600_000);
    const before = this.#parts();
    const { job, resumed, killed } = await carryOut(this.#tenant, plan, this.#random, patience);
    this.#resumed += resumed;
    this.#killed += killed;
    const own = renamedBy(plan, job);
    for (const [now, former] of madeUnheard(plan, job, before, this.#parts())) own.set(now, former);
    const named = [...own].map(([now, former]) => [now, this.#renamed.get(former) ?? former] as const);
    this.#renamed = new Map([...this.#renamed, ...named]);
    const asWritten = { plan, after: this.#tenant.parts() };
    this.#note(name, untrue({ plan: this.#named(plan), after: this.#parts() }, job, asWritten));
    this.#told.push(() => [
      `${name}: ${job.state} ${job.verdict}, resumed ${resumed} times, killed ${killed} times`,
      ...plan.steps.map((step) => {
        const { outcome, reason = "" } = job.steps.find(({ id }) => id === step.id) ?? {};
        return `  ${toldStep(step)}: ${outcome} ${reason}`;
      }),
      ...plan.impossible.map(
        ({ object, path = "", reason }) => `  impossible: ${object.type} ${object.id} ${path}: ${reason}`,
      ),
      ...(plan.conflicts ?? []).map(({ object, path, answer }) => `  conflict: ${object.id} ${path}: ${answer}`),
    ]);
    return job;
  }

  /** The plan by the ids that things had in the snapshot. */
  #named(plan: Plan): Plan {
    return withOwnIds(plan, this.#renamed);
  }

  #parts(): TenantParts {
    return this.#tenant.parts(this.#renamed);
  }

  #note(name: string, ...sentences: readonly (readonly string[])[]): void {
    this.#wrong.push(...sentences.flat().map((sentence) => `${name}: ${sentence}`));
  }

  #story(choice: Choice, before: TenantParts): readonly string[] {
    const { writes, snapshot } = this.#tenant;
    return [
      `seed ${this.#seed}: what happened after the snapshot`,
      ...writes.map(({ actor, at, write, status }) => `  ${at} ${actor} ${status} ${JSON.stringify(write)}`),
      "differences from the snapshot",
      ...partsThatDiffer(snapshot, before).map((difference) => `  ${told(difference)}`),
      `choice: ${JSON.stringify(choice)}`,
      ...this.#told.flatMap((tell) => tell()),
      ...this.#wrong.map((sentence) => `wrong: ${sentence}`),
    ];
  }
}

/** Ids of what was made again → those that it had. */
function renamedBy(plan: Plan, job: RecoveryJob): Map<string, string> {
  const renamed = new Map<string, string>();
  for (const { id, newId, newAppId } of job.steps) {
    const step = plan.steps.find((one) => one.id === id);
    if (step === undefined) continue;
    if (newId !== undefined) renamed.set(newId, step.object.id);
    if (newAppId !== undefined) renamed.set(newAppId, String(step.promised.appId));
  }
  return renamed;
}

/** Objects that a job which was given up made without hearing of it → those that it was to make again. */
function madeUnheard(
  plan: Plan,
  job: RecoveryJob,
  before: TenantParts,
  after: TenantParts,
): ReadonlyMap<string, string> {
  const open = plan.steps.filter(
    ({ id, action }) => action === "create" && job.steps.every((step) => step.id !== id || step.newId === undefined),
  );
  const unheard = new Map<string, string>();
  for (const { id, type, name, value } of after.values()) {
    // An enterprise application is called like its application, which stands before it, and goes by the new client id of that.
    const byName = type === "servicePrincipal" ? "appId" : "displayName";
    const isNew = name === byName && !before.has(`${type} ${id} is there`);
    const meant = unheard.get(String(value)) ?? value;
    const step = open.find(({ object, promised }) => isNew && object.type === type && promised[byName] === meant);
    if (step === undefined) continue;
    unheard.set(id, step.object.id);
    if (type === "application")
      unheard.set(String(after.get(`${type} ${id} appId`)?.value), String(step.promised.appId));
  }
  return unheard;
}
