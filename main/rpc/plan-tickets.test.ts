import { describe, expect, it } from "vitest";
import { PlanTickets } from "./plan-tickets.ts";

const hash = "a".repeat(64);
const otherHash = "b".repeat(64);

describe("tickets of confirmed plans", () => {
  it("let the plan with the confirmed hash through once", () => {
    const tickets = new PlanTickets(() => 0);
    const ticket = tickets.mint(hash);
    expect(() => tickets.redeem(ticket, hash)).not.toThrow();
    expect(() => tickets.redeem(ticket, hash)).toThrow(expect.objectContaining({ code: "CANCELLED" }));
  });

  it("let no other plan through, and are used up by the attempt", () => {
    const tickets = new PlanTickets(() => 0);
    const ticket = tickets.mint(hash);
    expect(() => tickets.redeem(ticket, otherHash)).toThrow(expect.objectContaining({ code: "PLAN_ALTERED" }));
    expect(() => tickets.redeem(ticket, hash)).toThrow(expect.objectContaining({ code: "CANCELLED" }));
  });

  it("expire after five minutes, not before", () => {
    let now = 1000;
    const tickets = new PlanTickets(() => now);
    const [inTime, tooLate] = [tickets.mint(hash), tickets.mint(hash)];
    now += 5 * 60_000;
    expect(() => tickets.redeem(inTime, hash)).not.toThrow();
    now += 1;
    expect(() => tickets.redeem(tooLate, hash)).toThrow(expect.objectContaining({ code: "CANCELLED" }));
  });

  it("cannot be guessed or made up", () => {
    const tickets = new PlanTickets(() => 0);
    expect(tickets.mint(hash)).not.toBe(tickets.mint(hash));
    for (const made of ["", hash, "0".repeat(64)])
      expect(() => tickets.redeem(made, hash)).toThrow(expect.objectContaining({ code: "CANCELLED" }));
  });
});
