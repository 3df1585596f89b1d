import { setImmediate } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted, objectTypes } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { isExtensionName } from "../catalogue/directory-extensions.ts";
import { readPermissions } from "../catalogue/read-permissions.ts";
import { createDemoTenant } from "../demo/create-demo-tenant.ts";
import type { DemoTenant } from "../demo/demo-tenant.ts";
import { revokeInTheMiddle } from "../demo/testing/revoke-in-the-middle.ts";
import type { Clock } from "../graph/clock.ts";
import { createGraph } from "../graph/create-graph.ts";
import { documentedAllowance } from "../graph/documented-allowance.ts";
import type { Graph, SignIn, Transport } from "../graph/graph.ts";
import { readObject } from "../graph/read-object.ts";
import { createSignIn } from "../graph/sign-in.ts";
import { captureAudit } from "./capture-audit.ts";
import { captureTenant } from "./capture-tenant.ts";

/** The real libraries against the simulated tenant, on its own time. */
describe("capture of the demo tenant", () => {
  let demo: DemoTenant;
  let clock: Clock;
  let signIn: SignIn;
  let graph: Graph;
  let stored: string | undefined;
  let through: Transport | undefined;

  beforeAll(() => {
    demo = createDemoTenant({ users: 300, seedNumber: 7, now: "2026-11-02T08:00:00Z" });
    clock = {
      now: () => Date.parse(demo.now()),
      wait: async (milliseconds) => {
        demo.advance(Math.ceil(milliseconds));
        await setImmediate();
      },
    };
    const { openBrowser } = demo;
    const transport: Transport = (request) => (through ?? demo.transport)(request);
    // The demo lets itself be read as fast as it can; here it is to be treated like a real tenant of its size.
    const cloud = { ...demo.cloud, allowance: documentedAllowance(300) };
    const cache = {
      read: async () => stored,
      write: async (text: string) => {
        stored = text;
      },
    };
    signIn = createSignIn({ cloud, transport, cache, openBrowser, clock });
    graph = createGraph({ cloud, transport, signIn, permissions: readPermissions(), clock });
  });

  async function capture(): Promise<{
    objects: DirectoryObject[];
    types: Awaited<ReturnType<typeof captureTenant>>["types"];
  }> {
    const objects: DirectoryObject[] = [];
    const permissions = (await signIn.signIn()).permissions;
    const { types } = await captureTenant({
      graph,
      clock,
      types: objectTypes,
      permissions,
      onObjects: (chunk) => {
        objects.push(...chunk);
        return chunk.length;
      },
    });
    return { objects, types };
  }

  it("is complete in all types, with every link that applies, within the documented limits", async () => {
    demo.faults.throttle = true;
    const { objects, types } = await capture();
    for (const type of objectTypes) {
      expect(types[type], `${type}: ${types[type]?.reason}`).toMatchObject({ complete: true });
      const active = objects.filter((object) => object.type === type && !isSoftDeleted(object));
      expect(active).toHaveLength(types[type]?.read ?? -1);
      expect(active.length).toBeGreaterThan(0);
      for (const object of active) {
        const rules = Object.entries(definitionOf(type).links).filter(([, rule]) => rule.appliesTo?.(object) !== false);
        const hidden = object.properties.visibility === "HiddenMembership";
        const expected = rules.map(([name]) => name).filter((name) => !(hidden && name === "members"));
        expect(Object.keys(object.links).sort()).toEqual(expect.arrayContaining(expected.sort()));
      }
    }
    expect(objects.some(({ type, links }) => type === "user" && links.manager?.length === 1)).toBe(true);
    expect(objects.some(({ type, links }) => type === "group" && (links.members?.length ?? 0) > 5)).toBe(true);
    expect(graph.statistics.retriesBy.throttled).toBe(0);
    demo.faults.throttle = false;
  });

  it("a second capture of an unchanged tenant is the same", async () => {
    const sorted = (objects: DirectoryObject[]) => [...objects].sort((one, other) => (one.id < other.id ? -1 : 1));
    expect(sorted((await capture()).objects)).toEqual(sorted((await capture()).objects));
  });

  it("an object read by itself is the object that was captured", async () => {
    const { objects } = await capture();
    for (const type of objectTypes) {
      const captured = objects.find((object) => object.type === type && !isSoftDeleted(object));
      expect(await readObject({ graph, type, id: captured?.id ?? "" })).toMatchObject(withoutExtensions(captured));
    }
  });

  /** What only this tenant has is asked for by name, in a capture. */
  function withoutExtensions(object: DirectoryObject | undefined) {
    const properties = Object.entries(object?.properties ?? {}).filter(
      ([name]) => !isExtensionName(name) && name !== "customSecurityAttributes" && name !== "employeeLeaveDateTime",
    );
    return { ...object, properties: Object.fromEntries(properties) };
  }

  it("the audit records of an incident are captured", async () => {
    const since = demo.now();
    demo.play("hr-corruption");
    const { records, reason } = await captureAudit({ graph, clock, since, until: demo.now() });
    expect(reason).toBeUndefined();
    expect(records.length).toBeGreaterThan(10);
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  });

  it.each(["requests", "items"] as const)(
    "goes on when the sign-in is revoked in the middle: one new token, and only what was challenged again (%s)",
    async (of) => {
      const sorted = (objects: DirectoryObject[]) => [...objects].sort((one, other) => (one.id < other.id ? -1 : 1));
      const undisturbed = await capture();
      const revocation = revokeInTheMiddle(demo, of, 3);
      through = revocation.transport;
      const { objects, types } = await capture();
      through = undefined;
      demo.faults.revoked = undefined;
      expect(objectTypes.filter((type) => types[type]?.complete !== true)).toEqual([]);
      expect(sorted(objects)).toEqual(sorted(undisturbed.objects));
      expect(revocation.claimed()).toBe(1);
      expect(Math.max(...revocation.carriedOut.values())).toBe(1);
    },
  );
});
