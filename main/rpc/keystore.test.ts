import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { expect, it, onTestFinished } from "vitest";
import { scheduleStore } from "../flows/schedule.ts";
import type { Errand } from "../host/engine-messages.ts";
import { HostErrands } from "../host/host-errands.ts";
import { keystoreByErrands } from "../host/keystore-by-errands.ts";
import type { HostPorts } from "../host/ports.ts";
import type { KeyStore } from "../vault/keys/key-store.ts";
import { newFolder, newVault, passphrase, removeFolders } from "../vault/testing/scratch-vault.ts";
import { openWindowDoor } from "../window-door.ts";
import { EngineSchedule } from "./engine-schedule.ts";
import { bareHost, callsTo, engineForTests, routerOf } from "./testing/engine-for-tests.ts";

const host = { ...bareHost, capabilities: { ...bareHost.capabilities, osKeyring: true } };

/** A keystore of the system with a key of its own; as the engine's thread reaches it. */
function keyStore(backend: string, key: Buffer): KeyStore {
  const own: KeyStore = {
    backend,
    isAvailable: async () => true,
    seal: async (content) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    },
    open: async (sealed) => {
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
    },
  };
  const errands = new HostErrands({ keyStore: own } as Partial<HostPorts> as HostPorts);
  let next = 1;
  return keystoreByErrands(backend, (errand: Errand) => errands.run(next++, errand));
}

/** The window of a tenant's vault on a computer with this keystore. */
function windowOn(vaultFolder: string, store: KeyStore | undefined) {
  const door = openWindowDoor({
    startUp: { host, vaultFolder, demo: false },
    openBrowser: async () => {},
    keyStore: store,
  });
  const engine = engineForTests({ door, host, keyStore: store });
  onTestFinished(() => engine.lock());
  return { engine, door, call: callsTo(routerOf(engine)) };
}

async function vaultWithKeystore(store: KeyStore) {
  const folder = newFolder();
  newVault(folder).close();
  onTestFinished(() => removeFolders());
  const { call, engine } = windowOn(folder, store);
  expect(await call("session.describe", {})).toMatchObject({ state: "locked" });
  await call("session.unlock", { passphrase });
  await expect(call("keys.addKeystore", { secret: "wrong" })).rejects.toThrow(/does not open this vault/u);
  expect(await call("keys.addKeystore", { secret: passphrase })).toMatchObject({
    kind: "keystore",
    label: store.backend,
  });
  await engine.lock();
  return folder;
}

const key = randomBytes(32);

it("opens the vault when Reinstate starts, once: a vault that was locked since wants a person", async () => {
  const folder = await vaultWithKeystore(keyStore("kwallet6", key));
  const { call } = windowOn(folder, keyStore("kwallet6", key));
  expect(await call("session.describe", {})).toMatchObject({ state: "open" });
  await call("session.lock", {});
  expect(await call("session.describe", {})).toMatchObject({ state: "locked" });
  expect(await call("session.unlock", { passphrase })).toMatchObject({ state: "open" });
});

it.each([
  ["another backend", keyStore("gnome_libsecret", key), /is another one than before.*passphrase/u],
  ["the same backend with another key", keyStore("kwallet6", randomBytes(32)), /does not open this vault any more/u],
])("stops with a sentence at %s, and the passphrase opens", async (_what, other, sentence) => {
  const folder = await vaultWithKeystore(keyStore("kwallet6", key));
  const { call } = windowOn(folder, other);
  const { state, notice } = await call("session.describe", {});
  expect(state).toBe("locked");
  expect(notice).toMatch(sentence);
  const opened = await call("session.unlock", { passphrase });
  expect(opened).toMatchObject({ state: "open" });
  expect(opened).not.toHaveProperty("notice");
});

it("says so where this computer has none that protects a key", async () => {
  const folder = newFolder();
  newVault(folder).close();
  onTestFinished(() => removeFolders());
  const { call } = windowOn(folder, undefined);
  await call("session.unlock", { passphrase });
  await expect(call("keys.addKeystore", { secret: passphrase })).rejects.toThrow(/no keystore that protects a key/u);
});

it("opens a locked vault for the daily snapshot only, and to the page it stays locked", async () => {
  const store = keyStore("kwallet6", key);
  const folder = await vaultWithKeystore(store);
  const { engine, call, door } = windowOn(folder, store);
  await call("session.describe", {});
  await call("schedule.write", { daily: true, hour: 12 });
  const kept = scheduleStore(engine.session().vault);
  kept.write({ ...kept.read(), nextAt: "2026-01-01T12:00:00.000Z" });
  await call("session.lock", {});
  const clocks = { now: () => Date.now(), awake: () => 600_000 * ++looks };
  let looks = 0;
  const schedule = new EngineSchedule(engine, clocks);
  let seen: string | undefined;
  const alone = door.alone?.bind(door);
  Object.assign(door, {
    alone: (use: Parameters<NonNullable<typeof alone>>[0]) =>
      alone?.(async (session) => {
        seen = (await call("session.describe", {})).state;
        await expect(call("timeline.list", {})).rejects.toThrow(/Unlock the vault first/u);
        await use(session);
      }),
  });
  await schedule.look();
  expect([seen, (await call("session.describe", {})).state]).toEqual(["locked", "locked"]);
  // Nobody is signed in here: the attempt was made, and says so.
  await call("session.unlock", { passphrase });
  expect(await call("schedule.read", {})).toMatchObject({
    failures: 1,
    last: { problem: expect.stringMatching(/no browser was opened/u) },
  });
});
