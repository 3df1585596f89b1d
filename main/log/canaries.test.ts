import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { InputOf, MethodName, OutputOf } from "../../preload/contract/methods.ts";
import { createDemoTenant } from "../demo/create-demo-tenant.ts";
import { touch } from "../demo/demo-state.ts";
import { recordAudit } from "../demo/record-audit.ts";
import { loadState, saveState } from "../demo/save-state.ts";
import { type EngineThread, startEngineThread } from "../host/engine-thread.ts";
import { type Ended, runLogged } from "../terminal/testing/run-command-line.ts";
import { openVault } from "../vault/open-vault.ts";
import { type FileLog, openFileLog } from "./file-log.ts";
import { lastLogLines } from "./read-log.ts";
import { findCanaries } from "./testing/find-canaries.ts";
import { canary, canaryAddress, plantCanaries } from "./testing/plant-canaries.ts";

/** What lies on the disk when everything has been done that can be done, to a tenant full of canaries. */
const place = mkdtempSync(join(tmpdir(), "reinstate-canaries-"));
const data = join(place, "data");
const [vault, logFolder, asked] = [join(data, "vault"), join(data, "log"), join(place, "asked")];
const state = join(vault, "demo-tenant.state");
const passphrase = "pass-5c1f0a9e-phrase";
const exportPassphrase = "export-77d2e4b1-phrase";
const cloudSecret = "cloud-1b7e55c0-secret";
let log: FileLog;
let planted = 0;
const said: (Ended & { readonly args: string })[] = [];
let engine: EngineThread;
const eventsOfHost: string[] = [];

beforeAll(() => {
  for (const folder of [vault, asked]) mkdirSync(folder, { recursive: true });
  log = openFileLog({ folder: logFolder });
  // Yesterday: what the commands find has moved on to now.
  const now = new Date(Date.now() - 3_600_000).toISOString();
  const canaries = plantCanaries(createDemoTenant({ users: 50, seedNumber: 1, now }).save());
  planted = canaries.planted.size;
  writeFileSync(state, canaries.saved);
  writeFileSync(join(vault, "demo-passphrase.txt"), passphrase);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

async function say(code: number, ...args: readonly string[]): Promise<void> {
  const ended = await runLogged({ log, logFolder }, ...args, "--vault", vault);
  said.push({ ...ended, args: args.join(" ") });
  expect([args.join(" "), ended.code, code === ended.code ? "" : ended.err + ended.out]).toEqual([
    args.join(" "),
    code,
    "",
  ]);
}

/** Somebody with a canary's name and address changes people, a policy and a group. */
function change(): void {
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
}

async function call<Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  const answer = await engine.handle(method, input);
  if (!answer.ok) throw new Error(`${method}: ${answer.error.code} ${answer.error.message}`);
  return answer.value as OutputOf<Name>;
}

it("does everything on the command line", { timeout: 180_000 }, async () => {
  const demo = ["--cloud", "demo"];
  await say(0, ...demo, "signin");
  await say(0, ...demo, "capture");
  change();
  await say(1, ...demo, "diff", "1", "now", "--format", "html", "--output", join(asked, "report.html"));
  await say(0, ...demo, "plan", "1", "--output", join(asked, "plan.json"), "--html", join(asked, "plan.html"));
  await say(0, ...demo, "apply", join(asked, "plan.json"), "--yes");
  await say(0, ...demo, "verify", "latest");
  await say(0, ...demo, "record", "latest", "--format", "html", "--output", join(asked, "record.html"));
  await say(0, ...demo, "undo", "latest", "--output", join(asked, "undo.json"));
  await say(0, ...demo, "apply", join(asked, "undo.json"), "--yes");
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
      chooseFile: async (name) => (name.endsWith(".csv") ? join(data, "no", "\0", canary) : join(asked, name)),
      chooseExistingFile: async () => undefined,
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
  await call("recovery.apply", { planId: plan.id, hash: plan.hash, acknowledged });
  const refused = await engine.handle("keys.addPassphrase", { secret: canary, passphrase: canary, label: canary });
  expect(refused).toMatchObject({ ok: false, error: { code: "VAULT_LOCKED" } });
  await engine.handle("object.history", { type: "user", id: canary });
  await engine.handle(canary, { [canary]: canary });
  await call("incident.enter", {});
  const { text } = await call("diagnostics.collect", {});
  const { path } = await call("diagnostics.save", {});
  expect(readFileSync(path, "utf8")).toBe(text);
  writeFileSync(join(data, "from-window.json"), text);
  await engine.stop();
});

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
  const secrets = [passphrase, exportPassphrase, cloudSecret, ...tokens];
  // The simulated tenant itself stands for Microsoft's side; its made-up people's passphrase may lie beside it.
  const tenants = new Set(["demo-tenant.state", "demo-passphrase.txt"]);
  const entries = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.filter(({ name }) => !tenants.has(name)).map(({ parentPath, name }) => join(parentPath, name));
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
