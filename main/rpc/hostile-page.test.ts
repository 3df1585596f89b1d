import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { methods } from "../../preload/contract/methods.ts";
import { openWindowDoor } from "../window-door.ts";
import type { Router } from "./router.ts";
import { bareHost, engineForTests, routerOf } from "./testing/engine-for-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "reinstate-hostile-"));
const canary = "canary-4711";
/** What a taken-over page made the host do outside the engine: it must stay empty. */
const reached: string[] = [];
const router = routerOverNoVault();

function routerOverNoVault(): Router {
  const startUp = { host: bareHost, vaultFolder: join(folder, "vault"), demo: "ask" as const };
  const reach = async (what: string) => void reached.push(what);
  const engine = engineForTests({
    door: openWindowDoor({ startUp, openBrowser: reach }),
    chooseFile: async (name) => reach(name).then(() => undefined),
    confirmPlan: async () => reach("confirmPlan").then(() => undefined),
  });
  return routerOf(engine);
}

const hostileText = fc.constantFrom(
  canary,
  "../../etc/passwd",
  `${folder}/${canary}`,
  "<script>",
  "1",
  "x".repeat(5000),
);
const hostileValue = fc.oneof(hostileText, fc.integer(), fc.constant([]), fc.jsonValue({ maxDepth: 3 }));

/** Often the right names with wrong or half-right values, so that some inputs pass the schema and reach a handler. */
const call = fc.constantFrom(...Object.keys(methods)).chain((name) => {
  const { input } = methods[name as keyof typeof methods];
  const names = "shape" in input ? Object.keys(input.shape) : [];
  const shaped = fc.record(Object.fromEntries(names.map((key) => [key, hostileValue])), { requiredKeys: [] });
  return fc.tuple(fc.constant(name), fc.oneof({ arbitrary: shaped, weight: 4 }, hostileValue));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a page that was taken over, before a vault is open", () => {
  it("gets coded answers from every method and writes, opens and learns nothing", { timeout: 60_000 }, async () => {
    const outcomes = new Set<string>();
    const property = fc.asyncProperty(call, async ([method, input]) => {
      const answer = await router.handle(method, input);
      outcomes.add(answer.ok ? "ok" : answer.error.code);
      if (!answer.ok) expect(answer.error.code, `${method} ${JSON.stringify(input)}`).not.toBe("INTERNAL");
      expect(JSON.stringify(answer)).not.toContain(canary);
    });
    await fc.assert(property, { seed: 4711, numRuns: 2000 });
    // Both kinds were met: what the schemas refuse, and what reached a handler.
    expect([...outcomes]).toEqual(expect.arrayContaining(["ok", "USAGE_INVALID"]));
    expect(readdirSync(folder)).toEqual([]);
    expect(reached).toEqual([]);
  });

  it("cannot end the engine or reach a prototype with what JSON can carry", async () => {
    const deep = JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`);
    const polluting = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    for (const method of Object.keys(methods)) {
      for (const input of [deep, polluting]) expect(await router.handle(method, input)).toMatchObject({ ok: false });
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
