import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import type { Clock } from "../../graph/clock.ts";
import type { Transport } from "../../graph/graph.ts";
import type { Vault } from "../../vault/vault.ts";
import { backUp } from "../backup.ts";
import { type FaultKind, type FaultPlan, faultPlanOf } from "./fault-kinds.ts";
import type { HostileTenant } from "./hostile-tenant.ts";
import { holdingOf } from "./hostile-tenant.ts";
import { hostileTransport } from "./hostile-transport.ts";
import { isPartRefused, refusedForGood } from "./refused-for-good.ts";
import { silentIn } from "./silent-in.ts";
import { isWhole, wrongIn } from "./wrong-in.ts";

/** How one run ended, and what it showed as true that is not. */
export interface HostileOutcome {
  readonly seed: number;
  readonly rate: number;
  readonly end: "complete" | "incomplete" | "refused";
  /** Reasons and notes of the snapshot, or the error. */
  readonly said: readonly string[];
  readonly hits: ReadonlyMap<FaultKind, number>;
  /** Types that were put together out of the changes since a snapshot. */
  readonly rounds: number;
  readonly wrong: readonly string[];
}

/**
 * Captures the tenant through the faults of the seed, of which some have a part refused for good besides: into an empty vault, or one that has a
 * snapshot to go on from.
 */
export async function hostileRun(seed: number, tenant: HostileTenant, vault: Vault): Promise<HostileOutcome> {
  const plan = faultPlanOf(seed);
  const hits = new Map<FaultKind, number>();
  if (plan.skewMs !== 0) hits.set("clock skew", 1);
  const clock = skewed(tenant.clock, plan.skewMs);
  const transport = dated(
    hostileTransport(refusedForGood(tenant.transport, seed), plan, { clock, service: tenant.clock }, hits),
    tenant.clock,
  );
  const [about, known] = [{ seed, rate: plan.rate, hits, rounds: 0 }, vault.snapshots().length];
  try {
    const notes: string[] = [];
    const onNote = (note: string) => notes.push(note);
    const record = await backUp(tenant.session(vault, transport, clock, plan.random), { onNote });
    const found = holdingOf(vault, record, notes);
    const said = saidOf(record);
    const end = isWhole(found, tenant.truth) ? "complete" : "incomplete";
    const silent = end === "incomplete" && said.length === 0 ? ["incomplete without a word"] : [];
    const rounds = Object.values(record.types).filter(({ mode }) => mode === "delta").length;
    const unsaid = await silentIn(vault, record, tenant.truth);
    return { ...about, end, said, rounds, wrong: [...silent, ...wrongIn(found, tenant.truth, plan), ...unsaid] };
  } catch (error) {
    if (!(error instanceof ReinstateError)) throw error;
    const early = vault.snapshots().length === known ? [] : ["an error, and a snapshot all the same"];
    const wrong = [...early, ...(await wrongAfterwards(tenant, vault, clock, plan))];
    return { ...about, end: "refused", said: [`${error.code}: ${error.message}`], wrong };
  }
}

function saidOf({ types }: SnapshotRecord): readonly string[] {
  return Object.values(types).flatMap(({ reason, notes = [] }) => [reason ?? [], notes].flat());
}

/** What is wrong in the next capture, undisturbed, which goes on from what the refused one had read. */
async function wrongAfterwards(
  { session, transport, truth }: HostileTenant,
  vault: Vault,
  clock: Clock,
  plan: FaultPlan,
): Promise<readonly string[]> {
  const found = holdingOf(vault, await backUp(session(vault, transport, clock, () => 0.5)));
  // What was refused for good is not asked for again by a capture that goes on.
  const whole =
    isWhole(found, truth) || isPartRefused(plan.seed)
      ? []
      : [`not whole although nothing was in the way: ${saidOf(found.record).join(" ")}`];
  return [...whole, ...wrongIn(found, truth, plan)].map((sentence) => `gone on with: ${sentence}`);
}

/** As the service writes it: with its own time. */
function dated(transport: Transport, clock: Clock): Transport {
  return async (request) => {
    const answer = await transport(request);
    return { ...answer, headers: { date: new Date(clock.now()).toUTCString(), ...answer.headers } };
  };
}

function skewed(clock: Clock, byMs: number): Clock {
  return { now: () => clock.now() + byMs, wait: (milliseconds, signal) => clock.wait(milliseconds, signal) };
}
