import { afterAll, expect, it } from "vitest";
import type { SessionState } from "../../preload/contract/views.ts";
import type { TenantSession } from "../flows/tenant-session.ts";
import { newVault, origin, proof, removeFolders, sealed, userOf } from "../vault/testing/scratch-vault.ts";
import type { SessionDoor } from "./engine.ts";
import { engineForTests, routerOf } from "./testing/engine-for-tests.ts";

afterAll(() => removeFolders());

/** Two snapshots read by a person, a third read by an application. */
function windowOnVault() {
  const vault = newVault();
  sealed(vault, [userOf("anna", { city: "Kiel" })]);
  const { endedAt } = sealed(vault, [userOf("anna", { city: "Bonn" })]);
  const seal = vault.beginSnapshot({ startedAt: endedAt, origin: { ...origin, authentication: "application" } });
  seal.add([userOf("anna", { city: "Bonn" })]);
  seal.finish({ endedAt, types: { user: proof } });
  const current = () => ({ vault }) as TenantSession;
  const door = { current, describe: () => ({}) as SessionState, keep: async () => {} } as Partial<SessionDoor>;
  return routerOf(engineForTests({ door: door as SessionDoor }));
}

it("A13: a report's summary warns of sides that were read with different rights, filtered or not", async () => {
  const router = windowOnVault();
  const value = { warnings: [expect.stringContaining("snapshot 3 by an application")], total: 0 };
  const opened = await router.handle("report.open", { from: 2, to: 3 });
  expect(opened).toMatchObject({ ok: true, value });
  const { reportId } = (opened as unknown as { value: { reportId: string } }).value;
  expect(await router.handle("report.summary", { reportId, filter: { types: ["user"] } })).toMatchObject({ value });
  expect(await router.handle("report.open", { from: 1, to: 2 })).toMatchObject({ value: { warnings: [], total: 1 } });
});

it("gives an object's history, and an error with a code for one that is nowhere", async () => {
  const router = windowOnVault();
  expect(await router.handle("object.history", { type: "user", id: "anna" })).toMatchObject({
    ok: true,
    value: { first: { snapshot: 1 }, entries: [{ to: { snapshot: 2 }, change: { kind: "modified" }, warnings: [] }] },
  });
  expect(await router.handle("object.history", { type: "user", id: "ben" })).toMatchObject({
    ok: false,
    error: { code: "USAGE_NOT_FOUND" },
  });
  expect(await router.handle("object.history", { type: "device", id: "anna" })).toMatchObject({
    error: { code: "USAGE_INVALID" },
  });
});
