import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { openVault } from "../vault/open-vault.ts";
import { closedVault, passphrase, removeFolders, verdictOf } from "../vault/testing/scratch-vault.ts";
import { vaultFiles } from "../vault/vault-files.ts";
import { openWindowDoor } from "../window-door.ts";
import { bareHost, engineForTests, routerOf } from "./testing/engine-for-tests.ts";

async function windowOn(folder: string) {
  const states: string[] = [];
  const engine = engineForTests({
    door: openWindowDoor({
      startUp: { host: bareHost, vaultFolder: folder, demo: false },
      openBrowser: async () => {},
    }),
    emit: (_event, value) => "state" in value && states.push(value.state),
  });
  const router = routerOf(engine);
  await router.handle("session.unlock", { passphrase });
  return { engine, router, states };
}

function vaultWithSnapshot(): string {
  onTestFinished(() => removeFolders());
  return closedVault();
}

test("a vault gets a new key in the window, stays open to the same people, and the former key opens nothing", async () => {
  const folder = vaultWithSnapshot();
  const former = readFileSync(vaultFiles(folder).slots);
  const { engine, router, states } = await windowOn(folder);
  const formerWindowKey = await router.handle("session.windowKey", {});
  const answer = await router.handle("keys.rekey", { secret: passphrase });
  expect(answer).toMatchObject({ ok: true, value: [{ kind: "passphrase" }] });
  expect(states).toEqual(["open", "open"]);
  expect(verdictOf(engine.session().vault)).toMatchObject({ ok: true });
  expect(readFileSync(vaultFiles(folder).slots).equals(former)).toBe(false);
  const windowKey = await router.handle("session.windowKey", {});
  expect(windowKey).toMatchObject({ ok: true, value: { bytes: expect.any(Array) } });
  expect(windowKey).not.toEqual(formerWindowKey);
  await engine.lock();
  expect(await router.handle("session.windowKey", {})).toMatchObject({ ok: false, error: { code: "VAULT_LOCKED" } });
  const again = openVault({ folder, passphrase });
  expect(again.snapshots()).toHaveLength(1);
  again.close();
});

test("whoever cannot open the vault does not get it closed", async () => {
  const { engine, router } = await windowOn(vaultWithSnapshot());
  const refused = await router.handle("keys.rekey", { secret: "a guess" });
  expect(refused).toMatchObject({ ok: false, error: { code: "VAULT_LOCKED" } });
  expect(await router.handle("timeline.list", {})).toMatchObject({ ok: true });
  await engine.lock();
});
