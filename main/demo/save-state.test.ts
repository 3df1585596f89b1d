import { describe, expect, it } from "vitest";
import { newId } from "./demo-state.ts";
import { scenarios } from "./demo-tenant.ts";
import { generateTenant } from "./generate-tenant.ts";
import { loadState, saveState } from "./save-state.ts";
import { playScenario } from "./scenarios/play-scenario.ts";

describe("saveState and loadState", () => {
  it("bring a tenant with a history back, and it goes on in the same way", () => {
    const state = generateTenant({ users: 300, seedNumber: 4, now: "2026-11-25T08:00:00Z" });
    for (const scenario of scenarios) playScenario(state, scenario);
    const loaded = loadState(saveState(state));
    const { changes, ...rest } = state;
    expect(loaded).toMatchObject(rest);
    expect([...loaded.objects.user.keys()]).toEqual([...state.objects.user.keys()]);
    for (const [log, entries] of Object.entries(changes)) {
      expect(loaded.changes[log as "user"]).toEqual(entries.map(({ before: _, ...entry }) => entry));
    }
    expect(newId(loaded)).toBe(newId(state));
    expect(playScenario(loaded, "lockout")).toEqual(playScenario(state, "lockout"));
  });

  it("keeps what is not in the table of its type apart", () => {
    const state = generateTenant({ users: 50, seedNumber: 4, now: "2026-11-25T08:00:00Z" });
    const [id = ""] = state.objects.user.keys();
    state.objects.user.set(id, { ...state.objects.user.get(id), extension_abc_shoeSize: [43], ключ: null });
    expect(loadState(saveState(state)).objects.user.get(id)).toEqual(state.objects.user.get(id));
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["text", Buffer.from("hello")],
  ])("refuses %s", (_, bytes) => {
    expect(() => loadState(bytes)).toThrow(expect.objectContaining({ code: "IMPORT_INVALID" }));
  });

  it("refuses a file cut short", () => {
    const bytes = saveState(generateTenant({ users: 50, seedNumber: 4, now: "2026-11-25T08:00:00Z" }));
    expect(() => loadState(bytes.subarray(0, bytes.length / 2))).toThrow(
      expect.objectContaining({ code: "IMPORT_INVALID" }),
    );
  });

  it("take a moment for 100,000 users", () => {
    const state = generateTenant({ users: 100_000, seedNumber: 1, now: "2026-11-25T08:00:00Z" });
    const started = performance.now();
    const bytes = saveState(state);
    const saved = performance.now();
    const loaded = loadState(bytes);
    const [save, load] = [saved - started, performance.now() - saved].map(Math.round);
    process.stdout.write(
      `demo tenant of 100,000 users: saved in ${save} ms (${bytes.length >> 20} MiB), loaded in ${load} ms\n`,
    );
    expect(loaded.objects.user.size).toBe(100_000);
  });
});
