import { describe, expect, it } from "vitest";
import { createDemoTenant, openDemoTenant } from "./create-demo-tenant.ts";

const options = { users: 50, seedNumber: 1, now: "2026-11-25T08:00:00Z" };
const get = { method: "GET", headers: {} };

describe("createDemoTenant", () => {
  it("answers where its cloud says", async () => {
    const { cloud, transport, tenantName } = createDemoTenant(options);
    expect(cloud).toMatchObject({ demo: true, name: "demo", graph: "https://graph.demo.reinstate.localhost" });
    expect(tenantName).toBe("Nordwind Logistics");
    const discovery = `${cloud.authority}/${cloud.tenantId}/v2.0/.well-known/openid-configuration`;
    const { status, body } = await transport({ ...get, url: discovery });
    expect([status, JSON.parse(body).token_endpoint]).toEqual([
      200,
      `${cloud.authority}/${cloud.tenantId}/oauth2/v2.0/token`,
    ]);
    expect((await transport({ ...get, url: `${cloud.graph}/v1.0/users` })).status).toBe(401);
  });

  it("has a clock of its own that only goes forward", () => {
    const tenant = createDemoTenant(options);
    tenant.advance(90_000);
    tenant.advance(-90_000);
    expect(tenant.now()).toBe("2026-11-25T08:01:30.000Z");
  });

  it("is opened again as it was left", () => {
    const tenant = createDemoTenant(options);
    tenant.play("compromised-admin");
    const opened = openDemoTenant(tenant.save());
    expect(opened.cloud).toEqual(tenant.cloud);
    expect(opened.now()).toBe(tenant.now());
    expect(opened.play("hr-corruption")).toEqual(tenant.play("hr-corruption"));
  });
});
