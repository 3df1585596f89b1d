import { describe, expect, it } from "vitest";
import { definitionOf, linkKey } from "./catalogue.ts";
import { ruleFor } from "./rule-for.ts";
import { writePermissions } from "./write-permissions.ts";

describe.each(["directoryRole", "organization", "subscribedSku"] as const)("%s", (type) => {
  const definition = definitionOf(type);
  const object = { type, id: "1", properties: { displayName: "x" }, links: {} };

  it("is never written, and says why and what a person can do", () => {
    expect(writePermissions(type)).toEqual([]);
    expect(definition.updateRequests("1", { displayName: "a" }, { displayName: "b" })).toEqual([]);
    expect(definition.linkRequests("1", "members", [{ principalId: "u" }], [])).toEqual([]);
    expect(definition.createRequest(object)).toBeUndefined();
    expect(definition.deleteRequests(object)).toEqual([]);
    for (const obstacle of [definition.blocked(object), definition.linkBlocked(object, "members")]) {
      expect(obstacle?.reason).toMatch(/\.$/);
      expect(obstacle?.manual).toMatch(/\.$/);
    }
    for (const [name, rule] of Object.entries(definition.properties)) {
      expect(rule.write.route, name).toBe("never");
    }
  });
});

it("tells two assignments of one person to one role apart by what they are over", () => {
  const { members } = definitionOf("directoryRole").links;
  if (members === undefined) throw new Error("no members");
  const one = { id: "a", principalId: "U", roleDefinitionId: "r", directoryScopeId: "/" };
  expect(linkKey(members, one)).toBe("u|/");
  expect(linkKey(members, { ...one, id: "b", directoryScopeId: "/administrativeUnits/a" })).not.toBe("u|/");
});

it("compares what is bought, not how much of it is in use", () => {
  const definition = definitionOf("subscribedSku");
  expect(ruleFor(definition, ["consumedUnits"]).volatile).toBe(true);
  expect(ruleFor(definition, ["prepaidUnits", "enabled"]).volatile).toBeUndefined();
});
