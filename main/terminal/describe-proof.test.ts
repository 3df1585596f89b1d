import { describe, expect, it } from "vitest";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { TypeProof } from "../../preload/contract/snapshot.ts";
import { recordOf } from "../exchange/record-for-tests.ts";
import { completenessOf, proofLines, quietLine } from "./describe-proof.ts";

const whole: TypeProof = {
  promised: 2,
  read: 2,
  pages: 1,
  complete: true,
  selected: [],
  links: [],
  mode: "full",
  deletedItemsRead: true,
};
const partly = (reason?: string): TypeProof => ({
  ...whole,
  complete: false,
  ...(reason === undefined ? {} : { reason }),
});

describe("the completeness of a snapshot in a few words", () => {
  it("says that all was read, and how much nobody asked for", () => {
    const types = Object.fromEntries(objectTypes.map((type) => [type, whole]));
    expect(completenessOf({ types })).toBe("complete");
    expect(completenessOf({ types: { user: whole } })).toBe(`complete, of 1 of ${objectTypes.length} types`);
  });

  it("names each type that is not complete, with the first sentence of why", () => {
    const reason = "Not readable, needs Policy.Read.All. Have it consented to, then capture again.";
    expect(completenessOf({ types: { user: whole, namedLocation: partly(reason), group: partly() } })).toBe(
      "PARTIAL: not all of namedLocation (Not readable, needs Policy.Read.All), group (the reading was not finished)",
    );
  });
});

it("says of a complete type what was not read of it all the same", () => {
  const [group = "", never = "", location = "", ...rest] = proofLines({
    ...recordOf(1),
    types: { group: whole, namedLocation: whole },
  });
  expect(group).toContain("complete");
  expect(never).toContain("Never captured: the mail settings allowExternalSenders");
  expect(never).toContain("group settings, expiration policies");
  expect([location, rest]).toEqual([expect.stringContaining("namedLocation"), []]);
});

it("says to a scheduler that audit records are missing, which nobody can read later, unless the tenant has no licence", () => {
  const complete = { ...recordOf(4), types: { group: whole } };
  const reason = "The audit log is not readable, needs AuditLog.Read.All. Changes will be shown without who made them.";
  expect(quietLine({ ...complete, auditReason: reason })).toBe(
    `Snapshot 4 is complete, but audit records are missing: ${reason}`,
  );
  const licence =
    "The audit log needs a Microsoft Entra ID P1 or P2 licence. Changes will be shown without who made them.";
  expect(quietLine({ ...complete, auditReason: licence })).toBeUndefined();
});

it("says to a scheduler only what is not complete, in one line", () => {
  expect(quietLine({ ...recordOf(4), types: { group: whole } })).toBeUndefined();
  const types = { group: whole, user: partly("Not readable, needs User.Read.All. Have it consented to.") };
  expect(quietLine({ ...recordOf(4), complete: false, types })).toBe(
    "Snapshot 4 is PARTIAL: not all of user (Not readable, needs User.Read.All).",
  );
});
