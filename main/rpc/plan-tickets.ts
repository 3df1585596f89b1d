import { randomBytes } from "node:crypto";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

const validForMs = 5 * 60_000;

interface Minted {
  readonly planHash: string;
  /** In the milliseconds of `now`. */
  readonly until: number;
}

/**
 * The leave to write one plan, once, within five minutes of its confirmation. Tickets stay in the engine: the page neither
 * gets nor sends one. `now` is in milliseconds and never goes back.
 */
export class PlanTickets {
  readonly #now: () => number;
  readonly #minted = new Map<string, Minted>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Only after the person has confirmed the plan with this hash, out of the page's reach. */
  mint(planHash: string): string {
    const ticket = randomBytes(32).toString("hex");
    this.#minted.set(ticket, { planHash, until: this.#now() + validForMs });
    return ticket;
  }

  /** CANCELLED for a ticket that is unknown, used or too old, PLAN_ALTERED for one of another plan. Either way it is used up. */
  redeem(ticket: string, planHash: string): void {
    const minted = this.#minted.get(ticket);
    this.#minted.delete(ticket);
    if (minted === undefined)
      throw new ReinstateError("CANCELLED", "This plan was not confirmed. Nothing was written. Start it again.");
    if (minted.planHash !== planHash)
      throw new ReinstateError("PLAN_ALTERED", "Another plan was confirmed than this one. Nothing was written.");
    if (this.#now() > minted.until)
      throw new ReinstateError(
        "CANCELLED",
        "More than five minutes have passed since the confirmation. Nothing was written. Start it again.",
      );
  }
}
