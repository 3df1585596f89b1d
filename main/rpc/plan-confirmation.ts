import type { Plan } from "../../preload/contract/plan.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { ObjectNames } from "../../preload/contract/views.ts";
import { namedSteps, planQuestion } from "../exchange/plan-question.ts";
import { planReading } from "../flows/plan-reading.ts";
import type { TenantSession } from "../flows/tenant-session.ts";
import { vaultKeys } from "../flows/vault-keys.ts";
import type { PlanProof, PlanQuestion } from "../host/ports.ts";
import { PlanTickets } from "./plan-tickets.ts";

export interface PlanConfirmationOptions {
  /** Has the host ask the person, where no page can answer; undefined: refused. Aborted, the question goes away. */
  readonly ask: (question: PlanQuestion, signal: AbortSignal) => Promise<string | undefined>;
  /** The host has dialogs of its own, in which a press of a button is enough. */
  readonly nativeDialogs: boolean;
  readonly now: () => number;
}

const answerWithinMs = 5 * 60_000;
const mostTries = 3;
/** What a person types for the made-up tenant, whose passphrase nobody knows. */
const demoWord = "APPLY";

/** Sees to it that a plan is carried out only after the person has confirmed it outside the page. */
export class PlanConfirmation {
  readonly #options: PlanConfirmationOptions;
  readonly #tickets: PlanTickets;
  #isAsking = false;

  constructor(options: PlanConfirmationOptions) {
    this.#options = options;
    this.#tickets = new PlanTickets(options.now);
  }

  /**
   * Asks, and gives what has to be called with the plan's hash before the first write. CANCELLED if it was refused, not
   * answered in five minutes or answered wrongly three times; USAGE_INVALID while another question is open.
   */
  async confirm(session: TenantSession, plan: Plan, signal?: AbortSignal): Promise<(planHash: string) => void> {
    if (this.#isAsking)
      throw new ReinstateError(
        "USAGE_INVALID",
        "Another plan waits for your confirmation. Answer that first. Nothing was written.",
      );
    this.#isAsking = true;
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), answerWithinMs);
    try {
      await this.#askUntilProven(
        session,
        plan,
        AbortSignal.any([late.signal, ...(signal === undefined ? [] : [signal])]),
      );
    } finally {
      clearTimeout(timer);
      this.#isAsking = false;
    }
    const ticket = this.#tickets.mint(plan.hash);
    return (planHash) => this.#tickets.redeem(ticket, planHash);
  }

  async #askUntilProven(session: TenantSession, plan: Plan, signal: AbortSignal): Promise<void> {
    const proof = this.#proofFor(session);
    const summary = planQuestion(plan, namesIn(session, plan));
    let complaint: string | undefined;
    for (let tries = 0; tries < mostTries; tries += 1) {
      if (signal.aborted) throw notConfirmed();
      const question = { summary, proof, ...(complaint === undefined ? {} : { complaint }) };
      const answer = await this.#options.ask(question, signal);
      if (answer === undefined || signal.aborted) throw notConfirmed();
      complaint = complaintAbout(session, proof, answer);
      if (complaint === undefined) return;
    }
    throw notConfirmed();
  }

  #proofFor({ cloud }: TenantSession): PlanProof {
    if (this.#options.nativeDialogs) return { kind: "press" };
    return cloud.demo ? { kind: "word", word: demoWord } : { kind: "passphrase" };
  }
}

/** For the steps that the question tells. */
function namesIn({ vault }: TenantSession, plan: Plan): ObjectNames {
  return planReading(vault, { ...plan, steps: plan.steps.slice(0, namedSteps) }).names;
}

/** What is wrong with the answer; undefined if it proves what it should. */
function complaintAbout(session: TenantSession, proof: PlanProof, answer: string): string | undefined {
  if (proof.kind === "press") return undefined;
  if (proof.kind === "word") return answer.trim() === proof.word ? undefined : `That is not ${proof.word}. Try again.`;
  try {
    vaultKeys(session).prove(answer);
    return undefined;
  } catch (error) {
    if (error instanceof ReinstateError && error.code === "VAULT_LOCKED") return error.message;
    throw error;
  }
}

function notConfirmed(): ReinstateError {
  return new ReinstateError("CANCELLED", "The plan was not confirmed. Nothing was written; the plan is as it was.");
}
