import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import { compareLinks } from "./compare-links.ts";
import { definitionWith, linkRule, user } from "./definition-for-tests.ts";

const definition = definitionWith(
  {},
  {
    members: linkRule("reference"),
    grants: linkRule("record", ["clientId", "resourceId", "consentType"]),
    credentials: linkRule("record", ["name"]),
  },
);

function changesOf(link: string, before: readonly LinkTarget[], after: readonly LinkTarget[]) {
  return compareLinks(user({}, { [link]: before }), user({}, { [link]: after }), definition);
}

describe("reference links", () => {
  test("any two sets of ids give exactly their difference", () => {
    const ids = fc.uniqueArray(fc.string({ unit: fc.constantFrom("a", "b", "c", "d") })).map((set) => set.sort());
    fc.assert(
      fc.property(ids, ids, (before, after) => {
        const [change] = changesOf("members", before, after);
        expect(change?.added ?? []).toEqual(after.filter((id) => !before.includes(id)));
        expect(change?.removed ?? []).toEqual(before.filter((id) => !after.includes(id)));
      }),
      { numRuns: 1000 },
    );
  });

  test("lists that are not sorted give the same sets", () => {
    const ids = fc.uniqueArray(fc.string({ unit: fc.constantFrom("a", "b", "c") }));
    fc.assert(
      fc.property(ids, ids, (before, after) => {
        const [change] = changesOf("members", before, after);
        expect(new Set(change?.added)).toEqual(new Set(after.filter((id) => !before.includes(id))));
        expect(new Set(change?.removed)).toEqual(new Set(before.filter((id) => !after.includes(id))));
      }),
      { numRuns: 1000 },
    );
  });

  test("members that follow from a rule are not compared", () => {
    const dynamic = definitionWith({}, { members: { ...linkRule("reference"), appliesTo: () => false } });
    expect(compareLinks(user({}, { members: ["a"] }), user({}, { members: ["b"] }), dynamic)).toEqual([]);
  });

  test("letter case of ids does not count", () => {
    expect(changesOf("members", ["AB", "c"], ["ab", "c"])).toEqual([]);
  });
});

describe("record links", () => {
  const grant = (scope: string, id: string) => ({
    clientId: "c",
    resourceId: "r",
    consentType: "Principal",
    scope,
    id,
  });

  test("an assignment made again with the same content is the same", () => {
    expect(changesOf("grants", [grant("User.Read Mail.Read", "1")], [grant(" Mail.Read User.Read", "2")])).toEqual([]);
  });

  test("content that changed is in both lists under the same key", () => {
    const [before, after] = [grant("User.Read", "1"), grant("User.Read Mail.Send", "1")];
    expect(changesOf("grants", [before], [after])).toEqual([{ link: "grants", added: [after], removed: [before] }]);
  });

  test("records are matched by key, not by place", () => {
    const [one, two] = [
      { name: "one", audiences: ["x", "y"] },
      { name: "two", audiences: ["x"] },
    ];
    expect(changesOf("credentials", [one, two], [two, { ...one, audiences: ["y", "x"] }])).toEqual([]);
    expect(changesOf("credentials", [one, two], [two])).toEqual([{ link: "credentials", added: [], removed: [one] }]);
  });
});
