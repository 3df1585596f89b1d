import { describe, expect, test } from "vitest";
import { compareUsers, definitionWith, linkRule, proofFor, rule, user } from "./definition-for-tests.ts";

const definition = definitionWith(
  { displayName: rule("text"), modifiedDateTime: rule("value", { volatile: true }) },
  { members: linkRule("reference") },
);
const deleted = { displayName: "A", deletedDateTime: "2026-01-02T00:00:00Z" };
const partly = { afterProof: proofFor(["displayName"], { complete: false }) };

describe("kinds", () => {
  test("B13: an object that is absent on one side is one entry without attributes", () => {
    const one = user({ displayName: "A", department: "D" });
    const entry = { type: "user", id: "u1", name: "A", attributes: [], links: [] };
    expect(compareUsers(undefined, one, definition)).toEqual({ ...entry, kind: "added" });
    expect(compareUsers(one, undefined, definition)).toEqual({ ...entry, kind: "removed" });
  });

  test("into the recycle bin and out of it", () => {
    const [active, gone] = [user({ displayName: "A" }), user(deleted)];
    expect(compareUsers(active, gone, definition)).toMatchObject({ kind: "soft-deleted", attributes: [] });
    expect(compareUsers(gone, active, definition)).toMatchObject({ kind: "restored", attributes: [] });
    expect(compareUsers(undefined, gone, definition)?.kind).toBe("soft-deleted");
    expect(compareUsers(gone, undefined, definition)?.kind).toBe("removed");
  });

  test("a change besides is kept, what the bin does not answer is unknown", () => {
    const change = compareUsers(user({ displayName: "B", city: "C" }), user(deleted), definition);
    expect(change?.attributes).toEqual([{ path: "displayName", before: "B", after: "A" }]);
  });

  test("the same is no change", () => {
    expect(compareUsers(user({ modifiedDateTime: "1" }), user({ modifiedDateTime: "2" }), definition)).toBeUndefined();
    expect(compareUsers(user(deleted), user({ ...deleted, deletedDateTime: "x" }), definition)).toBeUndefined();
  });
});

describe("what is unknown is no change", () => {
  test("a type that was not read on one side", () => {
    const none = { beforeProof: undefined };
    expect(compareUsers(user({ displayName: "A" }), user({ displayName: "B" }), definition, none)).toBeUndefined();
    expect(compareUsers(undefined, user({}), definition, none)).toBeUndefined();
  });

  test("an object that exists and that Graph does not give on one side, and no other one", () => {
    const proof = proofFor(["displayName"], { hidden: ["u1"] });
    expect(compareUsers(user({ displayName: "A" }), undefined, definition, { afterProof: proof })).toBeUndefined();
    expect(compareUsers(undefined, user({ displayName: "A" }), definition, { beforeProof: proof })).toBeUndefined();
    const other = { ...user({ displayName: "A" }), id: "u2" };
    expect(compareUsers(other, undefined, definition, { afterProof: proof })?.kind).toBe("removed");
  });

  test("A5: absence from a type that was not read to the end; both sides are compared all the same", () => {
    expect(compareUsers(user({ displayName: "A" }), undefined, definition, partly)).toBeUndefined();
    const changed = compareUsers(user({ displayName: "A" }), user({ displayName: "B" }), definition, partly);
    expect(changed?.attributes).toHaveLength(1);
  });

  test("the recycle bin that was not read", () => {
    const bin = proofFor([], { deletedItemsRead: false });
    expect(compareUsers(user(deleted), undefined, definition, { afterProof: bin })).toBeUndefined();
    expect(compareUsers(undefined, user(deleted), definition, { beforeProof: bin })).toBeUndefined();
  });

  test("C34: what is gone may lie in a recycle bin that was not read, where the type has one", () => {
    const unread = { afterProof: proofFor([], { deletedItemsRead: false }) };
    const { list } = definition;
    const withBin = { ...definition, list: { ...list, deletedItems: "/directory/deletedItems/microsoft.graph.user" } };
    const gone = (...[type, more]: [typeof definition, object?]) => compareUsers(user({}), undefined, type, more);
    expect(gone(withBin, unread)).toMatchObject({ kind: "removed", binUnread: true });
    expect(gone(withBin)).not.toHaveProperty("binUnread");
    expect(gone(definition, unread)).not.toHaveProperty("binUnread");
  });

  test("a property that was not asked for; one that was asked for and is absent is not set", () => {
    const [one, other] = [user({ displayName: "A", city: "C" }), user({ displayName: "A" })];
    const narrow = { afterProof: proofFor(["displayName"]) };
    expect(compareUsers(one, other, definition, narrow)).toBeUndefined();
    expect(compareUsers(one, other, definition)?.attributes).toEqual([{ path: "city", before: "C" }]);
    expect(compareUsers(other, one, definition)?.attributes).toEqual([{ path: "city", after: "C" }]);
  });

  test("a link that was not read", () => {
    expect(compareUsers(user({}, { members: ["a"] }), user({}, {}), definition)).toBeUndefined();
  });
});
