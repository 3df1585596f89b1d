import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import type { EventName, Events } from "../../preload/contract/events.ts";
import type { InputOf, MethodName } from "../../preload/contract/methods.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { newFolder, newVault, passphrase, removeFolders, verdictOf } from "../vault/testing/scratch-vault.ts";
import { openWindowDoor } from "../window-door.ts";
import { IdleLock } from "./idle-lock.ts";
import { bareHost, engineForTests, routerOf } from "./testing/engine-for-tests.ts";

const minute = 60_000;

/** An engine with a wall clock of its own. `states`: what the window was told of its session. */
function engineOn(vaultFolder: string, demo: "ask" | false) {
  const clock = { now: Date.UTC(2026, 0), ticks: 0 };
  const told = { states: [] as string[], onEvent: (_event: EventName, _value: Events[EventName]) => {} };
  const engine = engineForTests({
    door: openWindowDoor({ startUp: { host: bareHost, vaultFolder, demo }, openBrowser: async () => {} }),
    emit: (event, value) => {
      if ("state" in value) told.states.push(value.state);
      told.onEvent(event, value);
    },
    now: () => (clock.ticks += 1000),
  });
  onTestFinished(() => engine.lock());
  const idleLock = new IdleLock(engine, () => clock.now);
  const router = routerOf(engine);
  const call = async <Name extends MethodName>(method: Name, input: InputOf<Name>) => {
    await idleLock.attend(method);
    return router.handle(method, input);
  };
  const pass = async (minutes: number) => {
    clock.now += minutes * minute;
    await idleLock.look();
  };
  return { engine, idleLock, clock, told, call, pass };
}

async function opened() {
  const folder = newFolder();
  newVault(folder).close();
  onTestFinished(() => removeFolders());
  const window = engineOn(folder, false);
  expect(await window.call("session.unlock", { passphrase })).toMatchObject({ ok: true, value: { state: "open" } });
  return window;
}

test("a vault that no person asks for anything is locked after a quarter of an hour, and the window is told", async () => {
  const { call, pass, told } = await opened();
  await pass(14);
  expect(await call("history.jobs", {})).toMatchObject({ ok: true });
  await pass(14);
  expect(told.states).toEqual(["open"]);
  await pass(1);
  expect(told.states).toEqual(["open", "locked"]);
  expect(await call("timeline.list", {})).toMatchObject({ ok: false, error: { code: "VAULT_LOCKED" } });
  expect(await call("session.unlock", { passphrase })).toMatchObject({ ok: true, value: { state: "open" } });
  await pass(14);
  expect(await call("timeline.list", {})).toMatchObject({ ok: true });
});

test("what the page asks of itself keeps no vault open", async () => {
  const { call, pass, told } = await opened();
  await pass(14);
  await call("session.describe", {});
  await call("timeline.list", {});
  await pass(1);
  expect(told.states).toEqual(["open", "locked"]);
});

test("a call that comes after the computer slept finds the vault locked", async () => {
  const { call, clock } = await opened();
  clock.now += 600 * minute;
  expect(await call("history.jobs", {})).toMatchObject({ ok: false, error: { code: "VAULT_LOCKED" } });
});

test("a clock that was set back by years keeps no vault open", async () => {
  const { clock, pass, told } = await opened();
  clock.now = Date.UTC(2001, 0);
  await pass(0);
  await pass(15);
  expect(told.states).toEqual(["open", "locked"]);
});

test("the time is kept in the vault, from a minute to four hours, or none", async () => {
  const { call, pass, told } = await opened();
  expect(await call("session.idle.describe", {})).toEqual({ ok: true, value: { minutes: 15 } });
  for (const minutes of [-1, 0.5, 241])
    expect(await call("session.idle.set", { minutes })).toMatchObject({ error: { code: "USAGE_INVALID" } });
  await call("session.idle.set", { minutes: 240 });
  expect(await call("session.allowance.describe", {})).toEqual({ ok: true, value: { percent: 80 } });
  expect(await call("session.allowance.set", { percent: 4 })).toMatchObject({ error: { code: "USAGE_INVALID" } });
  expect(await call("session.allowance.set", { percent: 60 })).toEqual({ ok: true, value: { percent: 60 } });
  expect(await call("session.allowance.describe", {})).toEqual({ ok: true, value: { percent: 60 } });
  expect(await call("session.deletions.describe", {})).toEqual({ ok: true, value: { most: 10 } });
  for (const most of [-1, 1.5, 10_001])
    expect(await call("session.deletions.set", { most })).toMatchObject({ error: { code: "USAGE_INVALID" } });
  expect(await call("session.deletions.set", { most: 0 })).toEqual({ ok: true, value: { most: 0 } });
  expect(await call("session.deletions.describe", {})).toEqual({ ok: true, value: { most: 0 } });
  await pass(239);
  expect(told.states).toEqual(["open"]);
  await pass(1);
  await call("session.unlock", { passphrase });
  expect(await call("session.idle.describe", {})).toEqual({ ok: true, value: { minutes: 240 } });
  await call("session.idle.set", { minutes: 0 });
  await pass(100_000);
  expect(told.states).toEqual(["open", "locked", "open"]);
});

test("a vault that was damaged while it was open is locked like any other", async () => {
  const { call, engine, pass, told } = await opened();
  vi.spyOn(engine.session().vault, "idleMinutes").mockImplementation(() => {
    throw new ReinstateError("VAULT_ALTERED", "The vault was altered.");
  });
  expect(await call("history.jobs", {})).toMatchObject({ ok: true });
  await pass(15);
  expect(told.states).toEqual(["open", "locked"]);
});

test("work that runs is not broken off; the vault is locked when it has ended", async () => {
  const { engine, pass, told } = await opened();
  const work = Promise.withResolvers<string>();
  const running = engine.work(() => work.promise);
  await pass(600);
  expect(told.states).toEqual(["open"]);
  work.resolve("done");
  expect(await running).toBe("done");
  await pass(0);
  expect(told.states).toEqual(["open", "locked"]);
});

test("locking over a capture ends it first: nothing is half, and nothing begins meanwhile", async () => {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { call, engine, told } = engineOn(join(folder, "vault"), "ask");
  expect(await call("session.startDemo", { scenario: "lockout", users: 50 })).toMatchObject({ ok: true });
  const before = await call("timeline.list", {});
  for (const step of [1, 3, 9]) {
    let [seen, locking, refused]: [number, unknown, unknown] = [0, undefined, undefined];
    told.onEvent = (event) => {
      if (event !== "work.didProgress" || ++seen !== step) return;
      locking = call("session.lock", {});
      refused = call("timeline.capture", {}).then(async (answer) => {
        expect(await call("timeline.list", {})).toMatchObject({ error: { code: "VAULT_LOCKED" } });
        return answer;
      });
    };
    expect(await call("timeline.capture", {})).toMatchObject({ ok: false, error: { code: "CANCELLED" } });
    expect(await locking).toMatchObject({ ok: true, value: { state: "none" } });
    expect(await refused).toMatchObject({ ok: false, error: { code: "VAULT_LOCKED" } });
    expect(await call("session.describe", {})).toMatchObject({ ok: true, value: { state: "open" } });
    expect(await call("timeline.list", {})).toEqual(before);
    expect(verdictOf(engine.session().vault)).toMatchObject({ ok: true });
  }
  expect(await call("timeline.capture", {})).toMatchObject({ ok: true });
});

test("the demo's vault, which opens by itself, is not locked for being idle", async () => {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { call, pass, told } = engineOn(join(folder, "vault"), "ask");
  await call("session.startDemo", { scenario: "lockout", users: 50 });
  await pass(600);
  expect(told.states).toEqual(["open"]);
  expect(await call("session.idle.describe", {})).toEqual({ ok: true, value: { minutes: 0 } });
  expect(await call("session.idle.set", { minutes: 5 })).toMatchObject({ ok: false, error: { code: "USAGE_INVALID" } });
});
