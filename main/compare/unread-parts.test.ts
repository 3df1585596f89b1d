import { expect, test } from "vitest";
import type { TypeProof } from "../../preload/contract/snapshot.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { compareObjects } from "./compare-objects.ts";
import { proofFor } from "./definition-for-tests.ts";
import { UnreadLinks } from "./unread-links.ts";
import { unreadBin, unreadInBoth, unreadParts } from "./unread-parts.ts";

const extension = `extension_${"a".repeat(32)}_`;

function sides(before: TypeProof | undefined, after: TypeProof | undefined, type: "user" | "group" = "user") {
  const of = (number: number, proof: TypeProof | undefined) => ({ number, types: proof ? { [type]: proof } : {} });
  return { type, from: of(1, before), to: of(2, after), links: new UnreadLinks() };
}

test("attributes that one side did not ask for, extensions as one, with what the capture noted there", () => {
  const whole = proofFor(["city", "lastPasswordChangeDateTime", `${extension}a`, `${extension}b`]);
  const part = proofFor(["@odata.type", "deletedDateTime"], { notes: ["Nobody consented."] });
  const sentence = (number: number) =>
    `Not read in snapshot ${number}, so that no change of it can be seen here: city, extension attributes.`;
  expect(unreadParts(sides(whole, part))).toEqual([sentence(2), "Nobody consented."]);
  expect(unreadParts(sides(part, whole))).toEqual([sentence(1), "Nobody consented."]);
  expect(unreadParts(sides(whole, whole))).toEqual([]);
});

test("nothing of a type that one side does not hold at all: that it is unknown says more", () => {
  const failed = proofFor([], { complete: false, read: 0, deletedItemsRead: false });
  for (const none of [undefined, failed]) {
    expect(unreadParts(sides(proofFor(["city"]), none))).toEqual([]);
    expect(unreadBin(sides(proofFor(["city"]), none))).toEqual([]);
  }
});

test("links that one side knows and the other does not, counted, but not those of a rule or of the recycle bin", () => {
  const proof = proofFor([]);
  const { links, ...compared } = sides(proof, proof, "group");
  const context = { definition: definitionOf("group"), beforeProof: proof, afterProof: proof, unread: links };
  const dynamic = { groupTypes: ["DynamicMembership"], membershipRule: "true" };
  for (const [id, properties, then, now] of [
    ["g1", {}, { members: ["u1"], owners: [] }, { owners: [] }],
    ["g2", {}, { members: [], owners: [] }, { owners: [] }],
    ["g3", {}, { members: [] }, { members: [], owners: [] }],
    ["g4", dynamic, { members: [], owners: [] }, { owners: [] }],
    ["g5", { deletedDateTime: "2026-01-01T00:00:00Z" }, { members: [], owners: [] }, {}],
  ] as const) {
    const before = { type: "group", id, properties: id === "g5" ? {} : properties, links: then } as const;
    compareObjects(before, { type: "group", id, properties, links: now }, context);
  }
  expect(unreadParts({ ...compared, links })).toEqual([
    "Not read in snapshot 1, so that no change of it can be seen here: owners (of 1 group).",
    "Not read in snapshot 2, so that no change of it can be seen here: members (of 2 groups).",
  ]);
});

test("C34: a recycle bin that either side did not read, with why", () => {
  const notes = ["The recycle bin of users could not be read. It needs User.Read.All.", "Something else."];
  const [read, unread] = [proofFor([]), proofFor([], { deletedItemsRead: false, notes })];
  const later = [expect.stringMatching(/not read in snapshot 2: what is gone may lie in it/u), notes[0]];
  expect(unreadBin(sides(read, unread))).toEqual(later);
  expect(unreadBin(sides(unread, unread))).toEqual(later);
  expect(unreadBin(sides(unread, read))).toEqual([
    expect.stringMatching(/not read in snapshot 1: what is new may come out of it/u),
    notes[0],
  ]);
  expect(unreadBin(sides(read, read))).toEqual([]);
});

test("what neither side knows, once, however many objects each side counted", () => {
  const hidden = "Members of a group with hidden membership are unknown.";
  const [one, other] = [
    proofFor([], { notes: [`${hidden} (3 times)`, "A."] }),
    proofFor([], { notes: [hidden, "B."] }),
  ];
  expect(unreadInBoth(sides(one, other))).toEqual([`The same was not read in either snapshot: ${hidden}`]);
  expect(unreadInBoth(sides(proofFor([]), other))).toEqual([]);
});
