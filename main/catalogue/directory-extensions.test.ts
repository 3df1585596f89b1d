import { describe, expect, it } from "vitest";
import { definitionOf, selectOf } from "./catalogue.ts";
import { propertyRule, withExtensions } from "./directory-extensions.ts";
import { ruleFor } from "./rule-for.ts";
import { writePermissions } from "./write-permissions.ts";

const costs = "extension_0123456789abcdef0123456789abcdef_costAllocation";
const lanes = "extension_0123456789abcdef0123456789abcdef_lanes";
const user = definitionOf("user");

describe("directory extensions", () => {
  it("are asked for where the tenant has them, and known by their form", () => {
    expect(selectOf(withExtensions(user, [costs]))).toContain(costs);
    expect(selectOf(user)).not.toContain(costs);
    expect(ruleFor(user, [costs], "NW-1").write.route).toBe("patch-alone");
    expect(propertyRule(definitionOf("group"), costs)).toBeDefined();
    expect(propertyRule(definitionOf("application"), costs)).toBeUndefined();
    expect(ruleFor(user, ["extension_no"], "x").write.route).toBe("never");
  });

  it("are written each by itself: a text, a list, none", () => {
    const then = { [costs]: "NW-1", [lanes]: ["A", "B"], city: "Bergen" };
    const now = { [costs]: "NW-2", [lanes]: ["A"], city: "Oslo" };
    expect(user.updateRequests("u1", then, now)).toEqual([
      { method: "PATCH", path: "/users/u1", body: { city: "Bergen" } },
      { method: "PATCH", path: "/users/u1", body: { [costs]: "NW-1" } },
      { method: "PATCH", path: "/users/u1", body: { [lanes]: ["A", "B"] } },
    ]);
    expect(user.updateRequests("u1", {}, { [costs]: "NW-1" })).toMatchObject([{ body: { [costs]: null } }]);
    expect(user.updateRequests("u1", {}, { [lanes]: ["A"] })).toMatchObject([{ body: { [lanes]: [] } }]);
    expect(definitionOf("group").updateRequests("g1", { [costs]: "a" }, { [costs]: "b" })).toEqual([
      { method: "PATCH", path: "/groups/g1", body: { [costs]: "a" } },
    ]);
  });
});

describe("custom security attributes", () => {
  const type = "#microsoft.graph.customSecurityAttributeValue";
  const attributes = (personnel: object | null) =>
    personnel === null ? {} : { customSecurityAttributes: { Personnel: { "@odata.type": type, ...personnel } } };
  const sites = (...all: string[]) => ({ "Sites@odata.type": "#Collection(String)", Sites: all });

  it("are written by what differs, lists with their kind, under a permission of their own", () => {
    const then = attributes({ Clearance: "High", ...sites("Bergen", "Hamburg") });
    const now = attributes({ Clearance: "High", ...sites("Bergen") });
    expect(user.updateRequests("u1", then, now)).toEqual([
      {
        method: "PATCH",
        path: "/users/u1",
        body: { customSecurityAttributes: { Personnel: { "@odata.type": type, ...sites("Bergen", "Hamburg") } } },
      },
    ]);
    expect(writePermissions("user")).toContain("CustomSecAttributeAssignment.ReadWrite.All");
  });

  it("are taken away by null, lists by [], and other sets are left alone", () => {
    const now = {
      customSecurityAttributes: {
        ...attributes({ Clearance: "High", ...sites("Bergen") }).customSecurityAttributes,
        Project: { "@odata.type": type, Code: 7 },
      },
    };
    const then = { customSecurityAttributes: { Project: { "@odata.type": type, Code: 7 } } };
    expect(user.updateRequests("u1", then, now)[0]?.body).toEqual({
      customSecurityAttributes: { Personnel: { "@odata.type": type, Clearance: null, ...sites() } },
    });
    expect(user.updateRequests("u1", now, now)).toEqual([]);
  });

  it("of enterprise applications are written the same way", () => {
    const application = definitionOf("servicePrincipal");
    const requests = application.updateRequests("s1", attributes({ Clearance: "High" }), attributes({}));
    expect(requests).toEqual([
      {
        method: "PATCH",
        path: "/servicePrincipals/s1",
        body: { customSecurityAttributes: { Personnel: { "@odata.type": type, Clearance: "High" } } },
      },
    ]);
    expect(writePermissions("servicePrincipal")).toContain("CustomSecAttributeAssignment.ReadWrite.All");
    const properties = { appId: "a", ...attributes({ Clearance: "High" }) };
    const made = application.createRequest({ type: "servicePrincipal", id: "s1", properties, links: {} });
    expect(made?.body).toEqual({ appId: "a" });
  });

  it("are never asked for with the rest", () => {
    expect(selectOf(definitionOf("servicePrincipal"))).not.toContain("customSecurityAttributes");
    expect(selectOf(user)).not.toContain("customSecurityAttributes");
  });
});
