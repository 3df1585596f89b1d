import { describe, expect, it } from "vitest";
import { refusalReason } from "./refusal-reason.ts";

function refusal(status: number, message: string) {
  return { status, body: { error: { code: "Request_BadRequest", message } } };
}

describe("refusalReason", () => {
  it("says that the last owner stays, and what to do", () => {
    const graphs = "The group must have at least one owner, hence this owner cannot be removed.";
    expect(refusalReason(refusal(400, graphs), [])).toBe(
      "Microsoft Graph does not remove the last owner of a group. Add the right owner first, then remove this one (HTTP 400, Request_BadRequest).",
    );
  });

  it("never repeats Graph's message, which may name people", () => {
    const reason = refusalReason(refusal(400, "Invalid value for ann@example.com."), []);
    expect(reason).toContain("HTTP 400");
    expect(reason).not.toContain("ann@");
  });
});
