import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { InputOf, MethodName } from "../../preload/contract/methods.ts";
import { methods } from "../../preload/contract/methods.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { ExportLock } from "../exchange/export-key.ts";
import { exportSnapshot } from "../exchange/export-snapshot.ts";
import { exportSource } from "../flows/export-source.ts";
import { sweepThrowAways } from "../flows/throw-away-vault.ts";
import { createVault } from "../vault/create-vault.ts";
import { groupOf, guidOf, newVault, removeFolders, sealed, userOf } from "../vault/testing/scratch-vault.ts";
import type { Vault } from "../vault/vault.ts";
import { openWindowDoor } from "../window-door.ts";
import { bareHost, callsTo, engineForTests, routerOf } from "./testing/engine-for-tests.ts";

const passphrase = "of the export";
const [anna, ben, group] = [guidOf(1), guidOf(2), guidOf(3)];
const people = (department: string) => [
  userOf(anna, { displayName: "Anna Lindqvist", department }),
  userOf(ben, { displayName: "Ben Okafor" }),
];
/** Where throw-away vaults are made: nothing of them may stay. */
let temporary = "";
let folder = "";
let identity = "";
const file = (name: string) => join(folder, name);

async function write(name: string, vault: Vault, record: SnapshotRecord, lock: ExportLock = passphrase): Promise<void> {
  await exportSnapshot(exportSource(vault, record), file(name), lock, { workFactor: 4 });
}

beforeAll(async () => {
  temporary = mkdtempSync("/tmp/reinstate-review-test-");
  vi.stubEnv("TMPDIR", temporary);
  folder = join(temporary, "exports");
  mkdirSync(folder);
  const vault = newVault();
  const at = (day: number) => ({ startedAt: `2026-08-0${day}T08:00:00Z`, endedAt: `2026-08-0${day}T08:05:00Z` });
  const first = sealed(vault, [...people("Sales"), groupOf(group, [anna])], at(1));
  sealed(vault, [...people("Sales"), groupOf(group, [anna])], at(2));
  const third = sealed(vault, [...people("Finance"), groupOf(group, [anna, ben])], at(3));
  identity = await generateX25519Identity();
  await write("first.age", vault, first);
  await write("third.age", vault, third);
  await write("for-key.age", vault, first, { recipients: [await identityToRecipient(identity)] });
  writeFileSync(file("key.txt"), `# created\n${identity}\n`);
  vault.close();
  const other = createVault({
    folder: mkdtempSync(join(temporary, "other-")),
    tenantId: guidOf(9),
    tenantName: "Fabrikam",
    passphrase,
    now: at(1).startedAt,
    passphraseCost: 16,
  });
  await write("other.age", other, sealed(other, people("Sales"), at(1)));
  other.close();
});

afterAll(() => {
  removeFolders();
  vi.unstubAllEnvs();
  rmSync(temporary, { recursive: true, force: true });
});

const throwAways = () => readdirSync(temporary).filter((name) => name.startsWith("reinstate-throw-away-"));

function newEngine() {
  let chosen: string | undefined;
  const left: string[] = [];
  const engine = engineForTests({
    door: openWindowDoor({
      startUp: { host: bareHost, vaultFolder: join(temporary, "no-vault"), demo: false },
      openBrowser: async () => {},
    }),
    emit: (event, value) => left.push(JSON.stringify([event, value])),
    chooseFile: async (name) => file(name),
    chooseExistingFile: async () => chosen,
  });
  const router = routerOf(engine);
  const handle = async <Name extends MethodName>(method: Name, input: InputOf<Name>) => {
    const answer = await router.handle(method, input);
    left.push(JSON.stringify(answer));
    return answer;
  };
  const call = callsTo({ handle });
  const choose = async (name: string) => {
    chosen = file(name);
    const offered = await call("review.choose", {});
    if (offered === null) throw new Error("nothing was chosen");
    return offered;
  };
  const open = async (name: string) => call("review.open", { file: (await choose(name)).id, opener: { passphrase } });
  const identityFrom = async (name: string) => {
    chosen = file(name);
    return (await call("review.chooseIdentity", {}))?.id ?? "";
  };
  return { engine, handle, call, choose, open, identityFrom, left };
}

let window = newEngine();
beforeEach(() => {
  window = newEngine();
  return () => window.engine.lock();
});

describe("an exported snapshot, without a vault or a tenant", () => {
  it("opens with its passphrase, says what it is, and leaves nothing when it is closed", async () => {
    const { call, choose, left } = window;
    expect(await call("session.describe", {})).toMatchObject({ state: "none" });
    const offered = await choose("first.age");
    expect(offered).toMatchObject({ name: "first.age", lock: "passphrase" });
    const state = await call("review.open", { file: offered.id, opener: { passphrase } });
    expect(state).toMatchObject({ state: "open", tenant: { name: "Contoso" }, account: null, demo: false });
    expect(state.review?.exports).toMatchObject([
      { snapshot: 1, originalNumber: 1, objects: 3, takenAt: "2026-08-01T08:05:00Z", complete: true, previousId: null },
    ]);
    expect(await call("explorer.list", { snapshot: 1, text: "okafor", offset: 0, limit: 10 })).toMatchObject({
      total: 1,
    });
    expect(throwAways()).toHaveLength(1);
    // The page names a file by an id; where it lies is nothing it needs to know.
    expect(left.join("")).not.toContain(folder);
    expect(await call("review.close", {})).toMatchObject({ state: "none", tenant: null });
    expect(throwAways()).toEqual([]);
    expect(await window.handle("timeline.list", {})).toMatchObject({ ok: false, error: { code: "VAULT_LOCKED" } });
  });

  it("opens with the key of one of those it was made for", async () => {
    const { call, choose, identityFrom } = window;
    const offered = await choose("for-key.age");
    expect(offered.lock).toBe("keys");
    const opener = { identity: await identityFrom("key.txt") };
    expect(await call("review.open", { file: offered.id, opener })).toMatchObject({ state: "open" });
  });

  it("is compared with another one, in whichever order the two are opened", async () => {
    const { call, open } = window;
    const { review } = await open("third.age").then(() => open("first.age"));
    expect(review?.exports.map(({ originalNumber, snapshot }) => [snapshot, originalNumber])).toEqual([
      [1, 1],
      [2, 3],
    ]);
    expect(throwAways()).toHaveLength(1);
    const report = await call("report.open", { from: 1, to: 2 });
    expect(report).toMatchObject({ total: 2, byType: { user: { modified: 1 }, group: { modified: 1 } } });
    const [counted] = await call("timeline.changes", { ranges: [{ from: 1, to: 2 }] });
    expect(counted?.counts.filter(({ kinds }) => kinds.modified === 1).map(({ type }) => type)).toEqual([
      "user",
      "group",
    ]);
    const { change } = await call("report.change", { reportId: report.reportId, type: "user", id: anna });
    expect(change.attributes).toMatchObject([{ path: "department", before: "Sales", after: "Finance" }]);
    // Snapshot 2 and its audit records are in neither: "nobody did it" would be a guess.
    expect(change.attribution.reason).toMatch(/Other snapshots were taken between the two exports/u);
    const history = await call("object.history", { type: "user", id: anna });
    expect(history.entries.map(({ from, to }) => [from.snapshot, to.snapshot])).toEqual([[1, 2]]);
    const { path } = await call("report.save", { reportId: report.reportId, filter: {}, format: "csv" });
    expect(readFileSync(path, "utf8")).toContain("Finance");
  });

  it("captures, applies and alters nothing, whatever is asked", async () => {
    const { handle, open } = window;
    await open("first.age");
    const plan = { snapshot: 1, filter: {}, removeAdded: false };
    const refused = { ok: false, error: { code: "USAGE_READ_ONLY" } };
    expect(await handle("timeline.capture", {})).toMatchObject(refused);
    expect(await handle("plan.make", plan)).toMatchObject(refused);
    expect(await handle("report.open", { from: 1, to: "now" })).toMatchObject(refused);
    expect(await handle("session.idle.set", { minutes: 0 })).toMatchObject(refused);
    expect(await handle("keys.list", {})).toMatchObject(refused);
    const writing = Object.keys(methods).filter((name) =>
      /^(plan|recovery|retention|copies|keys|schedule)\./u.test(name),
    );
    const called = await Promise.all(writing.map((name) => handle(name as MethodName, {} as never)));
    // Refused by its shape, or because nothing is written here.
    const code = expect.stringMatching(/^USAGE_(READ_ONLY|INVALID)$/u);
    for (const answer of called) expect(answer).toMatchObject({ ok: false, error: { code } });
  });

  it("takes no other tenant's beside it, nor the same twice, and keeps what is open then", async () => {
    const { call, choose, handle, open } = window;
    await open("first.age");
    const opened = async (name: string) =>
      handle("review.open", { file: (await choose(name)).id, opener: { passphrase } });
    expect(await opened("other.age")).toMatchObject({ error: { code: "VAULT_OTHER_TENANT" } });
    expect(await opened("first.age")).toMatchObject({ error: { message: expect.stringMatching(/open already/u) } });
    expect((await call("timeline.list", {})).map(({ number }) => number)).toEqual([1]);
    expect(throwAways()).toHaveLength(1);
  });

  it("shows nobody's name while the incident room is open, another export beside it included", async () => {
    const { call, open, left } = window;
    await open("first.age");
    await call("incident.enter", {});
    left.length = 0;
    expect(await open("third.age")).toMatchObject({ incidentSince: expect.any(String) });
    await call("explorer.list", { snapshot: 2, text: "", offset: 0, limit: 10 });
    const { reportId } = await call("report.open", { from: 1, to: 2 });
    await call("report.change", { reportId, type: "user", id: anna });
    expect(left.join("")).not.toMatch(/Lindqvist|Okafor/u);
  });
});

describe("a file that does not open", () => {
  it("says why, and what to do", async () => {
    const { choose, handle, identityFrom, open } = window;
    const { id } = await choose("first.age");
    const wrong = await handle("review.open", { file: id, opener: { passphrase: "wrong" } });
    expect(wrong).toMatchObject({ error: { code: "VAULT_LOCKED", message: expect.stringMatching(/Type it again/u) } });
    writeFileSync(file("stranger.txt"), await generateX25519Identity());
    const { id: forKey } = await choose("for-key.age");
    const opener = { identity: await identityFrom("stranger.txt") };
    expect(await handle("review.open", { file: forKey, opener })).toMatchObject({
      error: { code: "VAULT_LOCKED", message: expect.stringMatching(/another identity file/u) },
    });
    expect(await handle("review.open", { file: forKey, opener: { passphrase } })).toMatchObject({
      error: { message: expect.stringMatching(/made for the holders of keys/u) },
    });
    const whole = readFileSync(file("first.age"));
    writeFileSync(file("cut.age"), whole.subarray(0, whole.length - 20));
    writeFileSync(file("altered.age"), whole.with(whole.length - 20, (whole.at(-20) ?? 0) ^ 1));
    await expect(open("cut.age")).rejects.toThrow(/IMPORT_TRUNCATED .*Copy the file again/u);
    await expect(open("altered.age")).rejects.toThrow(/IMPORT_INVALID .*Do not rely on this file/u);
    expect(throwAways()).toEqual([]);
  });

  it.each([
    ["archive.age", "PK\u0003\u0004rest", /ZIP archive\. Nothing in it was unpacked/u],
    ["notes.age", "Dear colleague,", /no age file/u],
    ["armored.age", "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl", /turned into text/u],
    ["later.age", "age-encryption.org/v9\n-> x", /another version of age/u],
    ["empty.age", "", /is empty/u],
  ])("is told apart before anybody types a passphrase: %s", async (name, content, sentence) => {
    writeFileSync(file(name), content);
    await expect(window.choose(name)).rejects.toThrow(sentence);
  });

  it("is never one that the page names", async () => {
    const named = { file: file("first.age"), opener: { passphrase } };
    expect(await window.handle("review.open", named)).toMatchObject({ error: { code: "USAGE_NOT_FOUND" } });
    const { id } = await window.choose("first.age");
    expect(await window.handle("review.open", { file: id, opener: { identity: file("key.txt") } })).toMatchObject({
      error: { code: "USAGE_NOT_FOUND" },
    });
  });
});

it("is offered when the system hands over its file, opened by the person only, and told of once if it is no export", async () => {
  const { call, engine, handle, left } = window;
  engine.offerExport(file("first.age"));
  expect(left).toContain('["review.didOffer",{}]');
  const offered = await call("review.offered", {});
  expect(offered).toMatchObject({ name: "first.age" });
  expect(await call("session.describe", {})).toMatchObject({ state: "none" });
  await call("review.open", { file: offered?.id ?? "", opener: { passphrase } });
  expect(await call("review.offered", {})).toBeNull();
  engine.offerExport(file("key.txt"));
  expect(await handle("review.offered", {})).toMatchObject({ error: { code: "IMPORT_INVALID" } });
  expect(await call("review.offered", {})).toBeNull();
});

it("leaves of a killed process only what nobody can read, and the next one removes that", async () => {
  const script = fileURLToPath(new URL("../flows/testing/reviewing-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script, file("first.age"), passphrase], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const [left = ""] = throwAways();
  const aged = new Date(Date.now() - 600_000);
  utimesSync(join(temporary, left), aged, aged);
  await sweepThrowAways();
  expect(throwAways()).toEqual([left]);
  child.kill("SIGKILL");
  await once(child, "exit");
  for (const name of readdirSync(join(temporary, left)))
    expect(readFileSync(join(temporary, left, name)).includes("Lindqvist"), name).toBe(false);
  await sweepThrowAways();
  expect(throwAways()).toEqual([]);
});
