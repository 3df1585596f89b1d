import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import type { EventName, Events } from "../../preload/contract/events.ts";
import type { SessionState } from "../../preload/contract/views.ts";
import { scheduleStore } from "../flows/schedule.ts";
import { nowOf } from "../flows/tenant-session.ts";
import { openDemo } from "../open-demo.ts";
import type { SessionDoor } from "./engine.ts";
import { EngineSchedule } from "./engine-schedule.ts";
import { callsTo, engineForTests, routerOf } from "./testing/engine-for-tests.ts";

/** The demo tenant behind an engine whose schedule is looked at by hand, and which can be locked. */
async function engineOnDemo() {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-schedule-"));
  const session = await openDemo(folder);
  const opened = vi.spyOn(session.demo, "openBrowser");
  const place = { isLocked: false, awake: 0, onWork: (_isWorking: boolean) => {} };
  const told: (readonly [EventName, Events[EventName]])[] = [];
  const door: Partial<SessionDoor> = {
    current: () => (place.isLocked ? undefined : session),
    describe: () => ({ state: place.isLocked ? "locked" : "open" }) as SessionState,
    keep: async () => {},
  };
  const engine = engineForTests({
    door: door as SessionDoor,
    emit: (event, value) => void told.push([event, value]),
    onWork: (isWorking) => place.onWork(isWorking),
  });
  onTestFinished(async () => {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const clocks = { now: () => session.clock.now(), awake: () => (place.awake += 600_000), random: () => 0 };
  const call = callsTo(routerOf(engine));
  const restart = () => new EngineSchedule(engine, clocks);
  const pass = (hours: number) => session.demo.advance(hours * 3_600_000);
  return { session, engine, place, told, call, restart, pass, opened };
}

it("takes the snapshot when it is due, after a restart, opens no browser, and tells the window", async () => {
  const { session, told, call, restart, pass, opened } = await engineOnDemo();
  await session.signIn.signIn();
  opened.mockClear();
  const { nextAt } = await call("schedule.write", { daily: true, hour: 12 });
  expect(Date.parse(nextAt ?? "") - session.clock.now()).toBeLessThanOrEqual(25 * 3_600_000);
  await restart().look();
  expect(session.vault.snapshots()).toHaveLength(0);
  pass(26);
  const schedule = restart();
  await Promise.all([schedule.look(), schedule.look(), schedule.look()]);
  await schedule.look();
  expect(session.vault.snapshots()).toMatchObject([{ complete: true, origin: { kind: "capture" } }]);
  expect(told).toContainEqual(["schedule.didAttempt", expect.objectContaining({ outcome: "taken", problem: null })]);
  expect(told).toContainEqual(["timeline.didChange", { snapshotNumber: 1 }]);
  const after = await call("schedule.read", {});
  expect(Date.parse(after.nextAt ?? "")).toBeGreaterThan(session.clock.now());
  expect(opened).not.toHaveBeenCalled();
});

it("says what was wrong when nobody is signed in, tries again later, and opens no browser at night", async () => {
  const { session, told, call, restart, pass, opened } = await engineOnDemo();
  await call("schedule.write", { daily: true, hour: 12 });
  pass(26);
  await restart().look();
  const { last, failures, retryAt } = await call("schedule.read", {});
  expect([failures, last]).toMatchObject([
    1,
    { outcome: "failed", problem: expect.stringMatching(/no browser was opened/u) },
  ]);
  expect(Date.parse(retryAt ?? "")).toBeGreaterThan(session.clock.now());
  await restart().look();
  expect(told.filter(([event]) => event === "schedule.didAttempt")).toHaveLength(1);
  expect([session.vault.snapshots(), opened.mock.calls]).toEqual([[], []]);
  await session.signIn.signIn();
  pass(1);
  await restart().look();
  expect(session.vault.snapshots()).toHaveLength(1);
  expect(await call("schedule.read", {})).toMatchObject({ failures: 0, retryAt: null, last: { problem: null } });
});

it("waits while other work runs or the vault is locked, and says so of the days that passed", async () => {
  const { session, engine, place, call, restart, pass } = await engineOnDemo();
  await session.signIn.signIn();
  // At whatever hour of the day the test runs, three are due in what follows.
  await call("schedule.write", { daily: true, hour: (new Date(session.clock.now()).getHours() + 6) % 24 });
  const schedule = restart();
  await schedule.look();
  pass(26);
  let end = () => {};
  const other = engine.work(() => new Promise<void>((resolve) => (end = resolve)));
  await schedule.look();
  expect(session.vault.snapshots()).toHaveLength(0);
  end();
  await other;
  place.isLocked = true;
  pass(48);
  await schedule.look();
  expect(session.vault.snapshots()).toHaveLength(0);
  place.isLocked = false;
  await schedule.look();
  expect(session.vault.snapshots()).toHaveLength(1);
  const { absences } = await call("schedule.read", {});
  expect(absences).toMatchObject([{ count: 2, reason: expect.stringMatching(/^The vault was locked/u) }]);
});

it("a capture by hand tells once why nobody knows from where people had signed in", async () => {
  const { session, call, told } = await engineOnDemo();
  await session.signIn.signIn();
  const error = { code: "Authentication_RequestFromNonPremiumTenantOrB2CTenant", message: "no" };
  const refused = { status: 403, headers: {}, body: JSON.stringify({ error }) };
  session.demo.faults.intercept = ({ url }) =>
    url.includes("/auditLogs/signIns") ? Promise.resolve(refused) : undefined;
  for (const types of [["group"], ["namedLocation"]] as const) {
    session.demo.play("lockout");
    await call("timeline.capture", { types: [...types] });
  }
  const notes = told.flatMap(([event, value]) =>
    event === "work.didNote" ? (value as Events["work.didNote"]).notes : [],
  );
  const sentence =
    "Where they signed in from is not known: The log of sign-ins needs a Microsoft Entra ID P1 or P2 licence.";
  expect(notes.filter((note) => note.startsWith("Where they"))).toEqual([sentence]);
});

it("what a person would have been told of a snapshot waits for them where the schedule took it, and is told once", async () => {
  const { session, call, told, restart, pass } = await engineOnDemo();
  await session.signIn.signIn();
  await call("schedule.write", { daily: true, hour: 12 });
  const error = { code: "Authentication_RequestFromNonPremiumTenantOrB2CTenant", message: "no" };
  const refused = { status: 403, headers: {}, body: JSON.stringify({ error }) };
  session.demo.faults.intercept = ({ url }) => (url.includes("/auditLogs/") ? Promise.resolve(refused) : undefined);
  const arisen = () =>
    told.flatMap(([event, value]) =>
      event === "notices.didArise" ? (value as Events["notices.didArise"]).notices : [],
    );
  const schedule = restart();
  for (let day = 0; day < 2; day += 1) {
    pass(26);
    await schedule.look();
    await schedule.look();
    const { last } = await call("schedule.read", {});
    expect(last).toMatchObject({ outcome: "taken", problem: null, notes: [expect.stringMatching(/licence/u)] });
    const [note = ""] = last?.notes ?? [];
    const [latest] = await call("history.doings", {});
    expect(latest).toMatchObject({ kind: "capture", sentence: expect.stringContaining(note) });
    expect((await call("notices.read", {})).open).toMatchObject([{ kind: "failed", address: "#/settings/schedule" }]);
  }
  expect(arisen().filter(({ id }) => id.startsWith("notes:"))).toHaveLength(1);
  const said = told.flatMap(([event, value]) =>
    event === "work.didNote" ? (value as Events["work.didNote"]).notes : [],
  );
  expect(said.filter((note) => note.includes("licence"))).toHaveLength(1);
});

it("a capture of everything by hand is the day's; one of some types is not", async () => {
  const { session, call, restart, pass } = await engineOnDemo();
  await session.signIn.signIn();
  await call("schedule.write", { daily: true, hour: 12 });
  pass(26);
  await call("timeline.capture", { types: ["group"] });
  await restart().look();
  expect(session.vault.snapshots()).toHaveLength(2);
  pass(24);
  await call("timeline.capture", {});
  await restart().look();
  expect(session.vault.snapshots()).toHaveLength(3);
});

it("keeps what it knows in the vault only, and begins anew where that is not understood", async () => {
  const { session, call } = await engineOnDemo();
  await call("schedule.write", { daily: true, hour: 7 });
  expect(scheduleStore(session.vault).read().settings).toEqual({ daily: true, hour: 7 });
  session.vault.setSecret("schedule", Buffer.from(`{"of":"another version","at":"${nowOf(session)}"}`));
  expect((await call("schedule.read", {})).settings).toEqual({ daily: false, hour: 12 });
});

it("tells what needs attention once, also behind the lock, and that it is over", async () => {
  const { session, place, told, call, restart, pass } = await engineOnDemo();
  const arisen = () =>
    told.flatMap(([event, value]) =>
      event === "notices.didArise" ? (value as Events["notices.didArise"]).notices.map(({ kind }) => kind) : [],
    );
  await call("schedule.write", { daily: true, hour: 12 });
  const schedule = restart();
  await schedule.look();
  expect(arisen()).toEqual([]);
  pass(26);
  await schedule.look();
  await schedule.look();
  expect(arisen()).toEqual(["signIn"]);
  const { open } = await call("notices.read", {});
  expect(open).toMatchObject([{ kind: "signIn", address: "#/timeline" }]);
  expect(told).toContainEqual([
    "background.didChange",
    expect.objectContaining({ daily: true, attention: 1, last: null }),
  ]);

  await session.signIn.signIn();
  pass(1);
  await schedule.look();
  expect(arisen()).toEqual(["signIn", "taken"]);
  expect((await call("notices.read", {})).open).toEqual([]);

  // Locked, without a keystore: time goes on.
  place.isLocked = true;
  pass(30);
  await schedule.look();
  await schedule.look();
  expect(arisen()).toEqual(["signIn", "taken", "overdue"]);
  place.isLocked = false;
  await schedule.look();
  expect(session.vault.snapshots()).toHaveLength(2);
  expect(arisen()).toEqual(["signIn", "taken", "overdue", "taken"]);
  await restart().look();
  expect(arisen()).toHaveLength(4);
});

it("tells of risky changes in a daily snapshot, counts them without a name, and forgets what was put away", async () => {
  const { session, told, call, restart, pass } = await engineOnDemo();
  await session.signIn.signIn();
  await call("schedule.write", { daily: true, hour: 12 });
  pass(26);
  await restart().look();
  await session.demo.play("lockout");
  pass(24);
  const schedule = restart();
  await schedule.look();
  const { open } = await call("notices.read", {});
  expect(open).toMatchObject([
    { kind: "risky", address: "#/report/1/2", text: expect.stringMatching(/\d access polic/u) },
  ]);
  expect(open[0]?.text).not.toMatch(/MFA|admin/iu);
  await call("notices.dismiss", { id: open[0]?.id ?? "" });
  await schedule.look();
  await restart().look();
  expect((await call("notices.read", {})).open).toEqual([]);
  expect(told.filter(([event]) => event === "notices.didArise")).toHaveLength(1);
  await expect(call("notices.dismiss", { id: "risky:2" })).rejects.toThrow(/not there any more/u);
  expect(told).toContainEqual(["background.didChange", expect.objectContaining({ attention: 0 })]);
});

it("tells nothing, and writes nothing into the vault, where no snapshot is taken by itself", async () => {
  const { session, told, call, restart } = await engineOnDemo();
  await restart().look();
  expect(session.vault.secret("notices")).toBeUndefined();
  expect(told.filter(([event]) => event.startsWith("notices"))).toEqual([]);
  const { settings } = await call("notices.read", {});
  expect(Object.values(settings)).toEqual(Array(7).fill(true));
  await call("notices.write", { ...settings, copy: false });
  expect((await call("notices.read", {})).settings.copy).toBe(false);
});

it("tries a copy that failed again a quarter of an hour later, and says nothing of it meanwhile", async () => {
  const { session, told, call, restart, pass } = await engineOnDemo();
  const usb = mkdtempSync(join(tmpdir(), "reinstate-usb-"));
  onTestFinished(() => rmSync(usb, { recursive: true, force: true }));
  await call("copies.add", { folder: usb });
  await session.signIn.signIn();
  renameSync(usb, `${usb}-away`);
  await call("timeline.capture", {});
  renameSync(`${usb}-away`, usb);
  const [schedule, before] = [restart(), told.length];
  const problem = async () => (await call("copies.list", {}))[0]?.problem;
  await schedule.look();
  expect(await problem()).toMatch(/cannot be reached/u);
  pass(0.25);
  await schedule.look();
  expect(await call("copies.list", {})).toMatchObject([
    { problem: null, holds: expect.stringMatching(/^snapshot 1/u) },
  ]);
  expect(told.slice(before).filter(([event]) => event === "work.didNote")).toEqual([]);
});

it("does not begin a copy that somebody stopped again with the next look", async () => {
  const { session, engine, place, call, restart, pass } = await engineOnDemo();
  const usb = mkdtempSync(join(tmpdir(), "reinstate-usb-"));
  onTestFinished(() => rmSync(usb, { recursive: true, force: true }));
  await call("copies.add", { folder: usb });
  renameSync(usb, `${usb}-away`);
  await call("copies.run", {});
  renameSync(`${usb}-away`, usb);
  session.vault.setSecret("news", Buffer.from("to copy"));
  const schedule = restart();
  pass(0.25);
  const cancelled: unknown[] = [];
  place.onWork = (isWorking) => isWorking && cancelled.push(engine.cancelWork());
  await schedule.look();
  place.onWork = () => {};
  expect(cancelled).toEqual([true]);
  expect(await call("copies.list", {})).toMatchObject([{ problem: expect.any(String) }]);
  place.awake -= 600_000;
  const begun = vi.spyOn(engine, "work");
  await schedule.look();
  expect(begun).not.toHaveBeenCalled();
  place.awake += 600_000;
  await schedule.look();
  expect(await call("copies.list", {})).toMatchObject([{ problem: null }]);
});
