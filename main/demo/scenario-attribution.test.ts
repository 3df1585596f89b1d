import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Change } from "../../preload/contract/change.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import { captureAudit } from "../capture/capture-audit.ts";
import { captureTenant } from "../capture/capture-tenant.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { readPermissions } from "../catalogue/read-permissions.ts";
import { attribute, indexAuditRecords } from "../compare/attribute-change.ts";
import { compareObjects } from "../compare/compare-objects.ts";
import { inBinOf } from "../compare/in-bin-for-tests.ts";
import { narrow } from "../compare/matches-filter.ts";
import { createGraph } from "../graph/create-graph.ts";
import { createSignIn } from "../graph/sign-in.ts";
import { createDemoTenant } from "./create-demo-tenant.ts";
import type { DemoTenant, Scenario, ScenarioReport } from "./demo-tenant.ts";
import { scenarios } from "./demo-tenant.ts";

/** A person at Reinstate, on the tenant's time. */
async function connect(demo: DemoTenant) {
  const clock = {
    now: () => Date.parse(demo.now()),
    wait: async (milliseconds: number) => {
      demo.advance(Math.ceil(milliseconds));
      await setImmediate();
    },
  };
  const { cloud, transport, openBrowser } = demo;
  const cache = { read: async () => undefined, write: async () => undefined };
  const signIn = createSignIn({ cloud, transport, cache, openBrowser, clock });
  const { permissions } = await signIn.signIn();
  const graph = createGraph({ cloud, transport, signIn, permissions: readPermissions(), clock });
  const capture = async () => {
    const objects = new Map<string, DirectoryObject>();
    const keep = (chunk: readonly DirectoryObject[]) => {
      for (const object of chunk) objects.set(`${object.type} ${object.id}`, object);
      return chunk.length;
    };
    const { types } = await captureTenant({ graph, clock, types: objectTypes, permissions, onObjects: keep });
    return { objects, types };
  };
  return { graph, clock, capture };
}

async function reportOf(
  scenario: Scenario,
): Promise<{ readonly played: ScenarioReport; readonly changes: readonly Change[] }> {
  const demo = createDemoTenant({ users: 120, seedNumber: 5, now: "2026-11-25T08:00:00Z" });
  const { graph, clock, capture } = await connect(demo);
  const since = demo.now();
  const before = await capture();
  demo.advance(9 * 3_600_000);
  const played = demo.play(scenario);
  const after = await capture();
  const { records } = await captureAudit({ graph, clock, since, until: demo.now() });
  const index = indexAuditRecords(records);
  const keys = new Set([...before.objects.keys(), ...after.objects.keys()]);
  const isInBin = inBinOf(before.objects, after.objects);
  const changes = [...keys].flatMap((key): readonly Change[] => {
    const [one, other] = [before.objects.get(key), after.objects.get(key)];
    const type = (one ?? other)?.type ?? "user";
    const context = {
      definition: definitionOf(type),
      beforeProof: before.types[type],
      afterProof: after.types[type],
      isInBin,
    };
    const difference = compareObjects(one, other, context);
    if (difference === undefined) return [];
    return [{ ...difference, attribution: attribute(difference, index, { since, until: demo.now() }) }];
  });
  return { played, changes };
}

const idsOf = (told: Readonly<Record<string, readonly string[]>>) => Object.values(told).flat();

describe.each(scenarios)("%s, captured and compared", (scenario) => {
  it("shows what the story says, and every change of the culprits as theirs", async () => {
    const { played, changes } = await reportOf(scenario);
    const [harmed, legitimate] = [idsOf(played.harmed), idsOf(played.legitimate)];
    expect(changes.map(({ id }) => id).sort()).toEqual([...new Set([...harmed, ...legitimate])].sort());
    const theirs = changes.flatMap((change) => narrow(change, { actor: played.culprits.join(",") }) ?? []);
    expect(theirs.map(({ id }) => id).sort()).toEqual([...harmed].sort());
    // Nothing of what only they touched is left unexplained, and what others did to the same object is not theirs.
    for (const change of theirs) {
      const whole = changes.find(({ id }) => id === change.id);
      if (!legitimate.includes(change.id))
        expect([change.attributes, change.links]).toEqual([whole?.attributes, whole?.links]);
      else expect(change.attributes.map(({ path }) => path)).not.toContain("mobilePhone");
    }
    const others = changes.filter(({ id }) => !harmed.includes(id));
    for (const { attribution } of others)
      expect(attribution.events.map(({ actor }) => actor).join()).toMatch(/@nordwind/);
  });
});
