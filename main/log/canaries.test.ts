import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type InputOf, type MethodName, methods, type OutputOf } from "../../preload/contract/methods.ts";
import { createDemoTenant } from "../demo/create-demo-tenant.ts";
import { touch } from "../demo/demo-state.ts";
import { recordAudit } from "../demo/record-audit.ts";
import { loadState, saveState } from "../demo/save-state.ts";
import { type EngineThread, startEngineThread } from "../host/engine-thread.ts";
import { type Ended, runCommand, runLogged } from "../terminal/testing/run-command-line.ts";
import { openVault } from "../vault/open-vault.ts";
import { type FileLog, openFileLog } from "./file-log.ts";
import { lastLogLines } from "./read-log.ts";
import { findCanaries } from "./testing/find-canaries.ts";
import { canary, canaryAddress, plantCanaries } from "./testing/plant-canaries.ts";

/** What lies on the disk when everything has been done that can be done, to a tenant full of canaries. */
const place = mkdtempSync(join(tmpdir(), "reinstate-canaries-"));
const data = join(place, "data");
const [vault, logFolder, asked] = [join(data, "vault"), join(data, "log"), join(place, "asked")];
const temporary = join(data, "temporary");
const state = join(vault, "demo-tenant.state");
const passphrase = "pass-5c1f0a9e-phrase";
const exportPassphrase = "export-77d2e4b1-phrase";
const cloudSecret = "cloud-1b7e55c0-secret";
let log: FileLog;
let planted = 0;
const said: (Ended & { readonly args: string })[] = [];
let engine: EngineThread;
const eventsOfHost: string[] = [];
const called = new Set<string>();
let recoveryKey = "";
/** Of the tenant that is full of canaries, these put nothing on the disk that others do not. */
const notCalled: Readonly<Record<string, string>> = {
  "session.startDemo": "builds a tenant of its own, with no canary in it",
  "connect.begin": "reaches another tenant, with no canary in it",
  "connect.beginWithFile": "reaches another tenant",
  "connect.signIn": "reaches another tenant",
  "connect.protect": "makes the vault of another tenant",
  "connect.abandon": "forgets what was not begun",
  "keys.addKeystore": "this host has no keystore",
  "keys.changePassphrase": "the demo's passphrase lies beside its vault, and has to go on opening it",
  "review.chooseIdentity": "the export was made for a passphrase",
};
const notSaid: Readonly<Record<string, string>> = {
  demo: "builds a tenant of its own, with no canary in it",
  help: "shows the words of the program",
};

beforeAll(() => {
  for (const folder of [vault, asked, temporary, join(data, "copy")]) mkdirSync(folder, { recursive: true });
  // What is left among the temporary files is looked at too.
  for (const name of ["TMPDIR", "TEMP", "TMP"]) vi.stubEnv(name, temporary);
  log = openFileLog({ folder: logFolder });
  // Yesterday: what the commands find has moved on to now.
  const now = new Date(Date.now() - 3_600_000).toISOString();
  const canaries = plantCanaries(createDemoTenant({ users: 50, seedNumber: 1, now }).save());
  planted = canaries.planted.size;
  writeFileSync(state, canaries.saved);
  writeFileSync(join(vault, "demo-passphrase.txt"), passphrase);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(place, { recursive: true, force: true });
});

async function say(code: number, ...args: readonly string[]): Promise<void> {
  const ended = await runLogged({ log, logFolder }, ...args, "--vault", vault);
  said.push({ ...ended, args: args.join(" ") });
  expect([args.join(" "), ended.code, code === ended.code ? "" : ended.err + ended.out]).toEqual([
    args.join(" "),
    code,
    "",
  ]);
}

/** Somebody with a canary's name and address changes people, a policy and a group. The id of one of the people. */
function change(): string {
  const tenant = loadState(readFileSync(state));
  const actor = {
    kind: "user",
    id: "actor",
    name: `${canary}.actor@${tenant.domain}`,
    address: canaryAddress,
  } as const;
  const [people, groups] = [[...tenant.objects.user], [...tenant.objects.group]];
  for (const [id, user] of people.filter(([, each]) => each.onPremisesSyncEnabled !== true).slice(-8)) {
    tenant.objects.user.set(id, { ...user, jobTitle: `Changed ${canary}`, mobilePhone: `+47 ${canary}` });
    touch(tenant, "user", id, "object", { before: user });
    const modified = [{ name: "JobTitle", before: user.jobTitle ?? null, after: `Changed ${canary}` }];
    const about = { activity: "Update user", category: "UserManagement", service: "Core Directory" };
    const target = { id, type: "User", displayName: String(user.displayName), modified };
    recordAudit(tenant, { ...about, operation: "Update", actor, targets: [target] });
  }
  const plain = groups.filter(([, each]) => (each.groupTypes as readonly string[]).length === 0);
  for (const [id, group] of plain.slice(-3)) {
    tenant.objects.group.set(id, { ...group, description: `Changed ${canary}` });
    touch(tenant, "group", id, "object", { before: group });
  }
  for (const [id, policy] of [...tenant.objects.conditionalAccessPolicy].slice(0, 2)) {
    tenant.objects.conditionalAccessPolicy.set(id, { ...policy, displayName: `Changed ${canary}` });
  }
  writeFileSync(state, saveState(tenant));
  return people.filter(([, each]) => each.onPremisesSyncEnabled !== true).at(-1)?.[0] ?? "";
}

async function call<Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  called.add(method);
  const answer = await engine.handle(method, input);
  if (!answer.ok) throw new Error(`${method}: ${answer.error.code} ${answer.error.message}`);
  return answer.value as OutputOf<Name>;
}

/** What this vault or this host cannot do is refused, in words. */
async function tryTo<Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<void> {
  called.add(method);
  const answer = await engine.handle(method, input);
  if (!answer.ok) expect(answer.error.code, method).not.toBe("INTERNAL");
}

it("does everything on the command line", { timeout: 180_000 }, async () => {
  const demo = ["--cloud", "demo"];
  await say(0, "connect-script");
  await say(0, ...demo, "signin");
  await say(0, ...demo, "signout");
  await say(0, ...demo, "signin");
  await say(0, ...demo, "whoami");
  await say(0, ...demo, "copies", "add", join(data, "copy"));
  await say(0, ...demo, "capture");
  const person = change();
  await say(1, ...demo, "diff", "1", "now", "--format", "html", "--output", join(asked, "report.html"));
  await say(0, ...demo, "plan", "1", "--output", join(asked, "plan.json"), "--html", join(asked, "plan.html"));
  await say(0, ...demo, "apply", join(asked, "plan.json"), "--yes");
  await say(0, ...demo, "verify", "latest");
  await say(0, ...demo, "record", "latest", "--format", "html", "--output", join(asked, "record.html"));
  await say(0, ...demo, "undo", "latest", "--output", join(asked, "undo.json"));
  await say(0, ...demo, "apply", join(asked, "undo.json"), "--yes");
  await say(0, ...demo, "switch-on", "latest", "--output", join(asked, "switch-on.json"));
  await say(0, ...demo, "jobs");
  await say(0, ...demo, "snapshots");
  await say(0, ...demo, "show", "1", "user", person);
  await say(0, ...demo, "history", "user", person);
  await say(0, ...demo, "retention", "--daily", "80");
  await say(0, ...demo, "prune");
  await say(0, ...demo, "schedule", "--off");
  await say(0, ...demo, "keys", "rekey");
  await say(0, ...demo, "find", canary);
  await say(0, ...demo, "check");
  const word = join(asked, "word.txt");
  writeFileSync(word, exportPassphrase);
  await say(0, ...demo, "export", "1", join(data, "tenant.age"), "--export-passphrase-file", word);
  await say(0, ...demo, "diagnostics", "--output", join(data, "diagnostics.json"));
});

it("fails in every way that names something", { timeout: 180_000 }, async () => {
  const demo = ["--cloud", "demo"];
  await say(2, ...demo, "show", "1", "user", canary);
  await say(2, ...demo, "verify", canary);
  await say(2, ...demo, canary);
  await say(2, ...demo, "apply", join(asked, `${canary}.json`), "--yes");
  const plan = readFileSync(join(asked, "plan.json"), "utf8");
  writeFileSync(join(asked, "altered.json"), plan.replace('"removeAdded": false', '"removeAdded": true'));
  await say(5, ...demo, "apply", join(asked, "altered.json"), "--yes");
  writeFileSync(join(asked, "other.txt"), `${canary} wrong`);
  await say(4, ...demo, "check", "--passphrase-file", join(asked, "other.txt"));
  writeFileSync(join(asked, "secret.txt"), cloudSecret);
  const id = "11111111-1111-4111-8111-111111111111";
  const nowhere = {
    name: canary,
    authority: "https://127.0.0.1:1",
    graph: "https://127.0.0.1:1",
    secretFile: "secret.txt",
  };
  writeFileSync(join(asked, "cloud.json"), JSON.stringify({ ...nowhere, tenantId: id, clientId: id }));
  await say(
    2,
    "capture",
    "--cloud",
    join(asked, "cloud.json"),
    "--passphrase-file",
    join(vault, "demo-passphrase.txt"),
  );
  writeFileSync(join(asked, "cut.age"), readFileSync(join(data, "tenant.age")).subarray(0, 4000));
  await say(5, "import", join(asked, "cut.age"), "--passphrase-file", join(asked, "word.txt"));
});

it("does everything in the window, and meets a bug", { timeout: 180_000 }, async () => {
  const host = {
    capabilities: { osKeyring: false, tray: false, autostart: false, nativeDialogs: false, selfUpdate: false },
    version: "0.0.0",
    platform: process.platform,
  };
  engine = startEngineThread({
    entry: new URL("../engine-worker.ts", import.meta.url),
    startUp: { host, vaultFolder: vault, demo: "ask", logFolder },
    ports: {
      describe: () => host,
      openExternal: async () => {},
      chooseFile: async (name) =>
        name.endsWith(".csv") ? join(data, "no", "\0", canary) : join(name.endsWith(".age") ? data : asked, name),
      chooseExistingFile: async () => join(data, "tenant.age"),
      confirmPlan: async ({ proof }) => (proof.kind === "word" ? proof.word : undefined),
    },
    onEvent: (event, value) => eventsOfHost.push(JSON.stringify([event, value])),
  });
  await call("session.describe", {});
  await call("timeline.capture", {});
  const report = await call("report.open", { from: 1, to: "now" });
  const filter = { name: canary };
  await call("report.summary", { reportId: report.reportId, filter });
  await call("report.save", { reportId: report.reportId, filter: {}, format: "html" });
  const bug = await engine.handle("report.save", { reportId: report.reportId, filter: {}, format: "csv" });
  expect(bug).toMatchObject({ ok: false, error: { code: "INTERNAL" } });
  await call("explorer.list", { snapshot: 1, text: canary, offset: 0, limit: 5 });
  const plan = await call("plan.make", { snapshot: 1, filter: {}, removeAdded: false });
  expect(plan.stepCount).toBeGreaterThan(5);
  const acknowledged = plan.warnings.map(({ code }) => code);
  const job = await call("recovery.apply", { planId: plan.id, hash: plan.hash, acknowledged });
  await callOfPlan(plan.id, job.id);
  await callOfReport(report.reportId);
  called.add("keys.addPassphrase").add("object.history");
  const refused = await engine.handle("keys.addPassphrase", { secret: canary, passphrase: canary, label: canary });
  expect(refused).toMatchObject({ ok: false, error: { code: "VAULT_LOCKED" } });
  await engine.handle("object.history", { type: "user", id: canary });
  await engine.handle(canary, { [canary]: canary });
  await callOfVault();
  await call("incident.enter", {});
  const { notes } = await call("incident.note", { kind: "fact", text: `${canary} was seen at ${canaryAddress}.` });
  await call("incident.withdraw", { id: notes[0]?.id ?? "" });
  await call("incident.board", {});
  const { text } = await call("diagnostics.collect", {});
  const { path } = await call("diagnostics.save", {});
  expect(readFileSync(path, "utf8")).toBe(text);
  writeFileSync(join(data, "from-window.json"), text);
  await call("incident.leave", { confirmed: true });
});

async function callOfPlan(planId: string, jobId: string): Promise<void> {
  await call("plan.describe", { planId });
  await call("plan.steps", { planId, offset: 0, limit: 20 });
  await call("plan.save", { planId, format: "html" });
  await call("recovery.follow", { planId });
  await call("recovery.pause", { planId });
  await call("recovery.verify", { jobId });
  await call("recovery.makeUndoPlan", { jobId });
  await call("recovery.reportOnly", { jobId });
  await call("history.unheard", { jobId });
  for (const method of ["recovery.makeSwitchOnPlan", "recovery.resume", "recovery.callOff"] as const)
    await tryTo(method, { jobId });
  await call("history.saveRecord", { jobId, format: "html" });
}

async function callOfReport(reportId: string): Promise<void> {
  const filter = {};
  await call("report.groups", { reportId, filter, group: "type" });
  const { rows } = await call("report.page", {
    reportId,
    filter,
    sort: "name",
    descending: false,
    offset: 0,
    limit: 50,
  });
  const { id = "", type = "user" } = rows.find((row) => row.type === "user") ?? {};
  await call("report.change", { reportId, type, id });
  await call("report.idsInCsv", { text: `id,name\n${id},${canary}` });
  await call("explorer.object", { snapshot: 1, type, id });
  await call("explorer.links", { snapshot: 1, type, id, link: "manager", text: canary, offset: 0, limit: 5 });
  await call("object.compare", { type, id, from: 1, to: 2 });
  await call("object.names", { snapshot: 1, ids: [id] });
  await call("timeline.changes", { ranges: [{ from: 1, to: 2 }] });
  const now = Date.now();
  await call("timeline.events", {
    since: new Date(now - 86_400_000).toISOString(),
    until: new Date(now).toISOString(),
  });
}

async function callOfVault(): Promise<void> {
  const reading = ["host.describe", "session.windowKey", "tenant.describe", "timeline.list"] as const;
  for (const method of [...reading, "history.doings", "history.jobs", "vault.check", "work.cancel"] as const)
    await call(method, {});
  await tryTo("session.idle.set", await call("session.idle.describe", {}));
  await call("session.allowance.set", await call("session.allowance.describe", {}));
  await call("session.deletions.set", await call("session.deletions.describe", {}));
  await call("retention.set", (await call("retention.describe", {})).policy);
  await call("schedule.write", { ...(await call("schedule.read", {})).settings, daily: true });
  await call("notices.write", (await call("notices.read", {})).settings);
  await tryTo("notices.dismiss", { id: canary });
  await tryTo("autostart.read", {});
  await tryTo("autostart.write", { enabled: false });
  await call("vault.export", { snapshot: 2, lock: { passphrase: exportPassphrase } });
  const [copy] = await call("copies.list", {});
  await call("copies.run", {});
  await call("copies.check", { id: copy?.id ?? "", secret: passphrase });
  mkdirSync(join(data, "other-copy"));
  const other = await call("copies.add", { folder: join(data, "other-copy") });
  await call("copies.remove", { id: other.id });
  const key = await call("keys.addPassphrase", { secret: passphrase, passphrase: exportPassphrase, label: "spare" });
  ({ recoveryKey } = await call("keys.addRecovery", { secret: passphrase, label: "printed" }));
  await call("keys.list", {});
  await call("keys.remove", { secret: passphrase, id: key.id });
  await tryTo("keys.rekey", { secret: passphrase });
}

it("looks at an exported snapshot, of which nothing is readable meanwhile", { timeout: 60_000 }, async () => {
  await tryTo("session.signOut", {});
  await tryTo("session.signIn", { byCode: false });
  await call("review.offered", {});
  await call("review.decline", {});
  const offered = await call("review.choose", {});
  await call("review.open", { file: offered?.id ?? "", opener: { passphrase: exportPassphrase } });
  const seen = await call("explorer.list", { snapshot: 1, text: canary, offset: 0, limit: 5 });
  expect(seen.total).toBeGreaterThan(0);
  const open = filesBelow(temporary);
  expect(open.length).toBeGreaterThan(0);
  for (const file of open) expect(findCanaries(readFileSync(file), [canary, canaryAddress]), file).toEqual([]);
  await call("review.close", {});
  await tryTo("session.lock", {});
  await tryTo("session.unlock", { passphrase });
  await engine.stop();
  expect(filesBelow(temporary)).toEqual([]);
});

it("has left out only what is excused", async () => {
  expect(
    Object.keys(methods)
      .filter((name) => !called.has(name))
      .sort(),
  ).toEqual(Object.keys(notCalled).sort());
  const { out } = await runCommand("--help");
  const commands = [...out.matchAll(/^ {2}([a-z][a-z-]+) [^\n]* {2,}\w/gmu)].map(([, name = ""]) => name);
  const words = new Set(said.map(({ args }) => args.replace("--cloud demo ", "").split(" ")[0]));
  expect(commands.filter((name) => !words.has(name))).toEqual(Object.keys(notSaid));
});

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

it("crashes", async () => {
  const entry = fileURLToPath(new URL("testing/crashing.ts", import.meta.url));
  const worker = new Worker(entry, { argv: [logFolder, `${canary}\nat ${canary} (/home/${canary}/${canary}.ts:1:1)`] });
  await new Promise((resolve) => worker.once("error", resolve));
  log.close();
  expect(lastLogLines(logFolder, 1)).toMatchObject([{ event: "app.failed", level: "error", name: "RangeError" }]);
});

it("has told of all of it in the log", () => {
  const events = new Set(lastLogLines(logFolder, 10_000).map(({ event }) => event));
  const expected = ["app.started", "app.failed", "command.ended", "call.ended", "call.failed", "vault.opened"] as const;
  expect([...events]).toEqual(expect.arrayContaining([...expected, "graph.request", "capture.sealed", "job.step"]));
  expect([...events]).not.toContain("log.refused");
});

it("is found by the search in every form", () => {
  const word = "ka@ri";
  const texts = [word, "KA@RI", encodeURIComponent(word), ...["", "x", "xy"].map((before) => `${before}${word}!!`)];
  for (const text of texts.slice(0, 3)) expect(findCanaries(Buffer.from(`.${text}.`), [word])).toEqual([word]);
  for (const text of texts.slice(3)) {
    for (const coding of ["base64", "base64url"] as const) {
      expect(findCanaries(Buffer.from(Buffer.from(text).toString(coding)), [word]), text).toEqual([word]);
    }
  }
  expect(findCanaries(Buffer.from(`x${word}`, "utf16le"), [word])).toEqual([word]);
  expect(findCanaries(Buffer.from("kari"), [word])).toEqual([]);
});

it("left none of it readable on the disk, and no secret anywhere", () => {
  expect(planted).toBeGreaterThan(90);
  const opened = openVault({ folder: vault, passphrase });
  const cache = Buffer.from(opened.secret("token-cache") ?? []).toString("utf8");
  opened.close();
  const tokens = [...cache.matchAll(/"secret":\s*"([^"]{12,})"/gu)].map(([, token = ""]) => token);
  expect(tokens.length, "the vault keeps tokens").toBeGreaterThan(1);
  const secrets = [passphrase, exportPassphrase, recoveryKey, cloudSecret, ...tokens];
  // The simulated tenant itself stands for Microsoft's side; its made-up people's passphrase may lie beside it.
  const tenants = new Set(["demo-tenant.state", "demo-passphrase.txt"]);
  const files = filesBelow(data).filter((file) => !tenants.has(basename(file)));
  expect(files.length).toBeGreaterThan(6);
  for (const file of files) {
    const found = findCanaries(readFileSync(file), [canary, canaryAddress, ...secrets]);
    expect(found, file).toEqual([]);
    expect(file).not.toContain(canary);
  }
  // What a person asked for names people; secrets are in nothing that they asked for, and in nothing that is said.
  const shown = readdirSync(asked).filter((name) => /\.(html|json)$/u.test(name) && name !== "cloud.json");
  expect(shown.length).toBeGreaterThan(5);
  for (const name of shown) expect(findCanaries(readFileSync(join(asked, name)), secrets), name).toEqual([]);
  expect(findCanaries(readFileSync(join(asked, "plan.json")), [canary, canaryAddress])).toContain(canary);
  for (const { out, err, args } of said) expect(findCanaries(Buffer.from(out + err), secrets), args).toEqual([]);
  // Beside the result, which people asked for, nobody is named where nothing went wrong.
  const well = said.filter(({ code }) => code === 0 || code === 1);
  for (const { err, args } of well) expect(findCanaries(Buffer.from(err), [canary, canaryAddress]), args).toEqual([]);
  expect(findCanaries(Buffer.from(eventsOfHost.join("\n")), secrets)).toEqual([]);
  expect(existsSync(logFolder)).toBe(true);
});
