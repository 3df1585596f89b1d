import { describe, expect, it } from "vitest";
import { auditStart } from "./backup.ts";

const startedAt = "2026-07-31T08:00:00.000Z";

describe("the audit records that a snapshot holds", () => {
  it("begin a little before the last snapshot, since records arrive late", () => {
    expect(auditStart({ startedAt: "2026-07-30T08:00:00Z" }, startedAt)).toBe("2026-07-30T07:45:00.000Z");
  });

  it("are all that Entra keeps for the first snapshot, and after the clock was put back by years", () => {
    expect(auditStart(undefined, startedAt)).toBe("2026-07-01T08:00:00.000Z");
    expect(auditStart({ startedAt: "2031-01-01T00:00:00Z" }, startedAt)).toBe("2026-07-01T08:00:00.000Z");
  });

  it("reach back to a last snapshot that is years ago", () => {
    expect(auditStart({ startedAt: "2020-01-01T00:15:00Z" }, startedAt)).toBe("2020-01-01T00:00:00.000Z");
  });
});
