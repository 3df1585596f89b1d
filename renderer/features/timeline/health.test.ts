import { describe, expect, it } from "vitest";
import { fakeSnapshot } from "../../testing/fake-timeline.ts";
import { healthOf } from "./health.ts";

const now = Date.parse("2026-11-25T12:00:00Z");
const hour = 3_600_000;

describe("the health sentence", () => {
  it("is calm while a recent snapshot is complete", () => {
    const { state, sentence } = healthOf([fakeSnapshot(1, now - 2 * hour, 50)], now);
    expect(state).toBe("good");
    expect(sentence).toContain("2 hours ago");
  });

  it("asks for a snapshot when the last complete one is old", () => {
    const health = healthOf([fakeSnapshot(1, now - 50 * hour, 50)], now);
    expect(health).toEqual({
      state: "mind",
      sentence: "The last complete snapshot was taken 2 days ago. Take one now.",
    });
  });

  it("names what a partial newest snapshot lacks", () => {
    const records = [fakeSnapshot(1, now - 9 * hour, 50), fakeSnapshot(2, now - hour, 50, { partial: true })];
    const { state, sentence } = healthOf(records, now);
    expect(state).toBe("mind");
    expect(sentence).toContain("Groups: The tenant stopped answering");
    expect(sentence).toContain("9 hours ago");
  });

  it("does not call a tenant healthy that has no complete snapshot", () => {
    expect(healthOf([], now).state).toBe("none");
    expect(healthOf([fakeSnapshot(1, now, 50, { partial: true })], now).state).toBe("mind");
  });
});

it("says in one sentence that all is well, when the next one comes and how long they are kept", () => {
  const nextAt = new Date(now + 20 * 60_000).toISOString();
  const records = [fakeSnapshot(1, now - 6 * hour, 50)];
  const { state, sentence } = healthOf(records, now, { schedule: { nextAt }, retention: { daily: 90 } });
  expect(state).toBe("good");
  expect(sentence).toMatch(
    /^Last snapshot 6 hours ago, complete, proven; next \d\d:20(?: [AP]M)? \S+; 90 days kept\.$/u,
  );
  expect(healthOf(records, now, { schedule: { nextAt: null } }).sentence).toContain("; no daily snapshot is set.");
});
