import { describe, expect, it } from "vitest";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { TypeProof } from "../../preload/contract/snapshot.ts";
import { completenessOf } from "./describe-proof.ts";

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
