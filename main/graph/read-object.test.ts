import { describe, expect, it } from "vitest";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import { definitionOf, selectOf } from "../catalogue/catalogue.ts";
import { readObject } from "./read-object.ts";
import { scriptedGraph } from "./scripted-graph.ts";
import type { Scripted } from "./scripted-transport.ts";

function graphOver(answers: Readonly<Record<string, Scripted>>) {
  return scriptedGraph(({ path }) => answers[path.split("?", 1)[0] ?? ""] ?? { status: 404 });
}

describe("readObject", () => {
  it("reads one object with its links, straight", async () => {
    const { graph, seen } = graphOver({
      "/users/u1": { body: { "@odata.context": "x", id: "u1", jobTitle: null, userType: "Guest" } },
      "/users/u1/sponsors": { body: { value: [{ id: "s2" }, { id: "s1" }] } },
    });
    expect(await readObject({ graph, type: "user", id: "u1" })).toEqual({
      type: "user",
      id: "u1",
      properties: { jobTitle: null, userType: "Guest" },
      links: { manager: [], sponsors: ["s1", "s2"] },
    });
    expect(seen[0]?.path).toBe(`/users/u1?$select=${selectOf(definitionOf("user")).join(",")}`);
    expect(seen.some(({ headers, path }) => headers.consistencylevel !== undefined || path.includes("$count"))).toBe(
      false,
    );
  });

  it("does without a property that this cloud does not have", async () => {
    const error = { code: "BadRequest", message: "Could not find a property named 'isDisabled' on type 'x'." };
    const { graph } = scriptedGraph(({ path }) =>
      path.includes("isDisabled") ? { status: 400, body: { error } } : { body: { id: "a1", displayName: "A" } },
    );
    const object = await readObject({ graph, type: "application", id: "a1", links: [] });
    expect(object?.properties).toEqual({ displayName: "A" });
  });

  it("reads the links that were asked for only, and an object's own grants", async () => {
    const { graph, seen } = graphOver({
      "/servicePrincipals/s1": { body: { id: "s1" } },
      "/oauth2PermissionGrants": { body: { value: [{ id: "g", clientId: "s1" }] } },
    });
    const object = await readObject({ graph, type: "servicePrincipal", id: "s1", links: ["oauth2PermissionGrants"] });
    expect(object?.links).toEqual({ oauth2PermissionGrants: [{ id: "g", clientId: "s1" }] });
    expect(seen.at(-1)?.path).toBe("/oauth2PermissionGrants?$filter=clientId eq 's1'");
  });

  it("does without a link that needs a licence of its own, and not without one that broke off", async () => {
    const eligibilities = "/roleManagement/directory/roleEligibilityScheduleInstances";
    const role = { "/roleManagement/directory/roleDefinitions/r1": { body: { id: "r1" } } };
    const members = { "/roleManagement/directory/roleAssignments": { body: { value: [] } } };
    const over = (answer: Scripted) => graphOver({ ...role, ...members, [eligibilities]: answer });
    const { graph, seen } = over({ status: 400, body: { error: { code: "AadPremiumLicenseRequired" } } });
    expect((await readObject({ graph, type: "directoryRole", id: "r1" }))?.links).toEqual({ members: [] });
    expect(seen.some(({ path }) => path === `${eligibilities}?$filter=roleDefinitionId eq 'r1'`)).toBe(true);
    const broken = over({ status: 503 });
    await expect(readObject({ graph: broken.graph, type: "directoryRole", id: "r1" })).rejects.toMatchObject({
      code: "TENANT_UNREACHABLE",
    });
  });

  it("finds a deleted object in the recycle bin, and nothing anywhere", async () => {
    const { graph } = graphOver({
      "/directory/deletedItems/g1": { body: { id: "g1", deletedDateTime: "2026-11-01T10:00:00Z" } },
    });
    const object = await readObject({ graph, type: "group", id: "g1" });
    expect(object !== undefined && isSoftDeleted(object)).toBe(true);
    expect(object?.links).toEqual({});
    expect(await readObject({ graph, type: "group", id: "g2" })).toBeUndefined();
    expect(await readObject({ graph, type: "authorizationPolicy", id: "authorizationPolicy" })).toBeUndefined();
  });

  it("an error of a link is an error, not an empty link", async () => {
    const { graph } = graphOver({ "/groups/g1": { body: { id: "g1" } }, "/groups/g1/owners": { status: 403 } });
    await expect(readObject({ graph, type: "group", id: "g1", links: ["owners"] })).rejects.toMatchObject({
      code: "PERMISSION_MISSING",
    });
  });
});
