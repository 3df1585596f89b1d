import { expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import { namesOfElements } from "./names-of-elements.ts";

const [secret, role] = ["0a0a0a0a-0000-4000-8000-000000000001", "0a0a0a0a-0000-4000-8000-000000000002"];
function application(passwordCredentials: JsonValue): DirectoryObject {
  return { type: "application", id: "a1", properties: { passwordCredentials }, links: {} };
}
const objects: Readonly<Record<string, readonly DirectoryObject[]>> = {
  // Gone now, there before.
  a1: [application([{ keyId: "other" }]), application([{ keyId: secret, displayName: "Nightly" }])],
  s1: [
    {
      type: "servicePrincipal",
      id: "s1",
      properties: { appRoles: [{ id: role, displayName: "", value: "Prices.Read" }] },
      links: {},
    },
  ],
};

it("names secrets and app roles by what their own object calls them", () => {
  const object = { type: "application", id: "a1", name: "App" };
  const plan = {
    steps: [
      {
        object: { type: "servicePrincipal", id: "s1", name: "App" },
        attributes: [{ path: "appRoles[not an id].value" }],
        links: [{ link: "appRoleAssignedTo", add: ["u1", { principalId: "u1", appRoleId: role }], remove: [] }],
      },
    ],
    impossible: [
      { object, path: `passwordCredentials[${secret}]` },
      { object, path: undefined },
      { object: { type: "application", id: "gone", name: "?" }, path: `keyCredentials[${secret}]` },
    ],
  } as unknown as Plan;
  expect(namesOfElements(plan, (_, id) => objects[id] ?? [])).toEqual({
    [secret]: { name: "Nightly", type: "application" },
    [role]: { name: "Prices.Read", type: "servicePrincipal" },
  });
});
