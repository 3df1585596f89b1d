import { expect, it } from "vitest";
import { attributeRows } from "./attribute-rows.ts";

it("names what is nested by its path, keeps lists whole, and knows what is empty", () => {
  const rows = attributeRows({
    displayName: "MFA",
    conditions: { users: { includeGroups: ["a"] }, "odd.name": 0, platforms: {} },
    description: "",
    tags: [],
    appRoles: [{ id: "r" }],
    sessionControls: null,
  });
  expect(rows.map(({ path, isEmpty }) => `${path}${isEmpty ? " (empty)" : ""}`)).toEqual([
    "appRoles",
    'conditions["odd.name"]',
    "conditions.platforms (empty)",
    "conditions.users.includeGroups",
    "description (empty)",
    "displayName",
    "sessionControls (empty)",
    "tags (empty)",
  ]);
});
