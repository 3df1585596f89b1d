import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InputOf, type MethodName, methods, type OutputOf } from "../../preload/contract/methods.ts";
import type { PlanQuestion } from "../host/ports.ts";
import { openWindowDoor } from "../window-door.ts";
import { bareHost, engineForTests, routerOf } from "./testing/engine-for-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "reinstate-incident-"));
const door = openWindowDoor({
  startUp: { host: bareHost, vaultFolder: join(folder, "vault"), demo: "ask" },
  openBrowser: async () => {},
});
/** All that leaves the engine: answers, events, questions. */
const left: string[] = [];
let files = 0;
const asked: PlanQuestion[] = [];
const engine = engineForTests({
  door,
  emit: (_event, value) => left.push(JSON.stringify(value)),
  chooseFile: async (name) => join(folder, `${files++}-${name}`),
  confirmPlan: async (question) => {
    asked.push(question);
    return question.proof.kind === "word" ? question.proof.word : undefined;
  },
});
const router = routerOf(engine);

const called = new Set<MethodName>();

/** These are told nothing of a tenant's people, or open and close what the others are about. A new method is in neither list. */
const ofNoPeople =
  /^(?:connect|review|session|autostart|work)\.|^host\.|\.(?:set|write|run|dismiss)$|^keys\.(?!list)|^copies\.(?!list)/u;

async function call<Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  called.add(method);
  const answer = await router.handle(method, input);
  left.push(JSON.stringify(answer));
  if (!answer.ok) throw new Error(`${method}: ${answer.error.code} ${answer.error.message}`);
  return answer.value as OutputOf<Name>;
}

const personal = [
  ["displayName", "userPrincipalName", "mail", "mobilePhone", "businessPhones", "otherMails", "mailNickname"],
  ["streetAddress", "officeLocation", "employeeId"],
].flat();

/** Everything that names a person of the tenant, in any snapshot so far, as a reader would look for it. */
function names(): readonly string[] {
  const { vault } = engine.session();
  const found = new Set<string>();
  const take = (value: unknown): void => {
    if (typeof value === "string" && value.length > 3) found.add(value);
    else if (Array.isArray(value)) value.forEach(take);
  };
  for (const { number } of vault.snapshots())
    for (const { properties } of vault.objects(number, "user")) for (const name of personal) take(properties[name]);
  for (const { initiatedBy, client, signIn } of vault.auditRecords("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z")) {
    if (initiatedBy.kind !== "user") continue;
    // From where and with what somebody signed in may be known of one person only.
    [initiatedBy.name, initiatedBy.address, client, signIn?.place, signIn?.device].forEach(take);
  }
  return [...found];
}

/** A number is one by itself: among the digits of hashes any six of them come by chance. */
const isNumber = /^\d+$/u;

function leaks(texts: readonly string[]): readonly string[] {
  const all = texts.join("\n").toLowerCase();
  const numbers = new Set(all.match(/(?<![\p{L}\p{N}])\d+(?![\p{L}\p{N}])/gu));
  const isIn = (name: string) => all.includes(JSON.stringify(name.toLowerCase()).slice(1, -1));
  return names().filter((name) => (isNumber.test(name) ? numbers.has(name) : isIn(name)));
}

beforeAll(async () => {
  await call("session.startDemo", { scenario: "compromised-admin", users: 200 });
}, 60_000);

afterAll(async () => {
  await door.lock();
  rmSync(folder, { recursive: true, force: true });
});

describe("the incident room", () => {
  it("lets no name, address or number of a person out, whatever the window asks for", async () => {
    // Without the room the same look finds them: this test can fail.
    await call("explorer.list", { snapshot: 1, text: "", offset: 0, limit: 1000 });
    expect(leaks(left).length).toBeGreaterThan(100);
    left.length = 0;

    const state = await call("incident.enter", {});
    expect(state.incidentSince).not.toBeNull();
    expect(state.account).toMatch(/^Person /u);
    await call("timeline.list", {});
    await call("keys.list", {});
    const users = await call("explorer.list", { snapshot: 1, types: ["user"], text: "", offset: 0, limit: 1000 });
    // The order tells nothing of the names either.
    const real = users.rows.map(({ id }) => engine.session().vault.named(1, "user", id)?.name ?? "");
    expect(real).not.toEqual(real.toSorted((one, other) => one.localeCompare(other)));
    for (const { type, id } of users.rows) {
      await call("explorer.object", { snapshot: 1, type, id });
      await call("object.history", { type, id });
    }
    const groups = await call("explorer.list", { snapshot: 1, types: ["group"], text: "", offset: 0, limit: 1000 });
    expect(groups.rows.some(({ name }) => name === "CA Exclusion - Emergency Access")).toBe(true);
    for (const { type, id } of groups.rows) {
      const { object } = await call("explorer.object", { snapshot: 1, type, id });
      for (const { link } of object?.links ?? [])
        await call("explorer.links", { snapshot: 1, type, id, link, text: "", offset: 0, limit: 1000 });
    }
    await call("incident.board", {});
    const nothing = {};
    await call("session.describe", nothing);
    await call("tenant.describe", nothing);
    await call("retention.describe", nothing);
    await call("schedule.read", nothing);
    await call("notices.read", nothing);
    await call("copies.list", nothing);
    await call("timeline.capture", nothing);
    await call("timeline.changes", { ranges: [{ from: 1, to: 2 }] });
    const noted = await call("timeline.events", { since: "2000-01-01T00:00:00Z", until: "2100-01-01T00:00:00Z" });
    expect(noted.events.length).toBeGreaterThan(0);
    await call("object.names", { snapshot: 1, ids: users.rows.map(({ id }) => id) });

    const { reportId, byActor } = await call("report.open", { from: 1, to: "now" });
    const page = { reportId, filter: {}, sort: "name", descending: false, offset: 0, limit: 1000 } as const;
    const { rows } = await call("report.page", page);
    for (const { type, id } of rows) await call("report.change", { reportId, type, id });
    for (const { type, id } of rows.slice(0, 5)) await call("object.compare", { type, id, from: 1, to: 2 });
    for (const group of ["actor", "operation"] as const) await call("report.groups", { reportId, filter: {}, group });
    await call("report.summary", { reportId, filter: {} });
    const person = byActor.find(({ actor }) => actor.startsWith("Person "));
    expect(person).toBeDefined();
    const ofPerson = await call("report.page", { ...page, filter: { actor: person?.actor ?? "" } });
    expect(ofPerson.total).toBe(person?.count);
    for (const format of ["html", "csv", "json"] as const) {
      const { path } = await call("report.save", { reportId, filter: {}, format });
      left.push(readFileSync(path, "utf8"));
    }

    const plan = await call("plan.make", { snapshot: 1, filter: { actor: person?.actor ?? "" }, removeAdded: true });
    expect(plan.stepCount).toBeGreaterThan(0);
    await call("plan.steps", { planId: plan.id, offset: 0, limit: 1000 });
    const { path } = await call("plan.save", { planId: plan.id, format: "html" });
    left.push(readFileSync(path, "utf8"));
    await expect(call("plan.save", { planId: plan.id, format: "json" })).rejects.toThrow(/Leave the incident room/u);
    const acknowledged = plan.warnings.map(({ code }) => code);
    await call("plan.describe", { planId: plan.id });
    const job = await call("recovery.apply", { planId: plan.id, hash: plan.hash, acknowledged });
    const ofJob = { jobId: job.id };
    await call("recovery.follow", { planId: plan.id });
    await call("recovery.verify", ofJob);
    await call("recovery.makeUndoPlan", ofJob);
    await call("recovery.reportOnly", ofJob);
    await call("history.unheard", ofJob);
    await call("recovery.makeSwitchOnPlan", ofJob);
    for (const method of ["recovery.resume", "recovery.callOff"] as const)
      await expect(call(method, ofJob)).rejects.toThrow();
    await call("recovery.pause", { planId: plan.id });
    await call("history.jobs", nothing);
    expect((await call("vault.check", nothing)).sentence).toMatch(/^Proven: /u);
    expect((await call("history.doings", nothing)).map(({ kind }) => kind)).toContain("check");
    const toColleague = { snapshot: 1, lock: { passphrase: "correct horse battery" } };
    await expect(call("vault.export", toColleague)).rejects.toThrow(/Leave the incident room/u);
    await expect(call("history.saveRecord", { ...ofJob, format: "csv" })).rejects.toThrow(/Leave the incident room/u);
    await call("diagnostics.collect", nothing);
    left.push(readFileSync((await call("diagnostics.save", nothing)).path, "utf8"));
    left.push(JSON.stringify(asked));
    expect(asked).toHaveLength(1);
    expect(leaks(left)).toEqual([]);
    await call("incident.note", { kind: "fact", text: "Nobody's name is in here." });
    const judged = (name: MethodName) => called.has(name) || ofNoPeople.test(name);
    const unjudged = (Object.keys(methods) as MethodName[]).filter((name) => !judged(name));
    expect(unjudged).toEqual(["incident.leave", "incident.withdraw", "report.idsInCsv"]);
  }, 120_000);

  it("finds people by their pseudonyms and ids, never by their names", async () => {
    const { rows } = await call("explorer.list", { snapshot: 1, types: ["user"], text: "", offset: 0, limit: 5 });
    const [someone] = rows;
    const real = engine.session().vault.named(1, "user", someone?.id ?? "")?.name ?? "";
    const search = (text: string) => call("explorer.list", { snapshot: 1, text, offset: 0, limit: 10 });
    expect((await search(real)).rows.filter(({ type }) => type === "user")).toEqual([]);
    expect((await search(someone?.name ?? "")).rows.map(({ id }) => id)).toEqual([someone?.id]);
    expect((await search(someone?.id ?? "")).rows.map(({ id }) => id)).toEqual([someone?.id]);
    const filter = { name: real };
    expect((await call("plan.make", { snapshot: 1, filter, removeAdded: false })).stepCount).toBe(0);
  });

  it("writes a log that stays, with names in it replaced while the room is open", async () => {
    const { vault } = engine.session();
    const [user] = vault.objects(1, "user");
    const real = String(user?.properties.displayName);
    const { notes } = await call("incident.note", { kind: "decision", text: `Reset the password of ${real}.` });
    expect(notes.map(({ text }) => text).slice(1)).toEqual([
      expect.stringMatching(/^Reset the password of Person .*\.$/u),
    ]);
    const struck = await call("incident.withdraw", { id: notes[1]?.id ?? "" });
    expect(struck.notes[1]?.withdrawnAt).toBeDefined();
    await expect(router.handle("incident.leave", {})).resolves.toMatchObject({ ok: false });
    expect((await call("incident.leave", { confirmed: true })).incidentSince).toBeNull();
    expect((await call("incident.board", {})).notes[1]?.text).toContain(real);
  });

  it("gives everybody the same pseudonym when it is entered again", async () => {
    const look = async () => {
      await call("incident.enter", {});
      return (await call("explorer.list", { snapshot: 1, types: ["user"], text: "", offset: 0, limit: 50 })).rows;
    };
    const first = await look();
    await call("incident.leave", { confirmed: true });
    expect(await look()).toEqual(first);
    // The same in a list of names by id.
    const [person] = first;
    const id = person?.id ?? "";
    expect((await call("object.names", { snapshot: 1, ids: [id] }))[id]?.name).toBe(person?.name);
    expect(new Set(first.map(({ name }) => name)).size).toBe(first.length);
  });

  it("lets nobody's given name or surname out by itself in what people wrote", async () => {
    const users = [...engine.session().vault.objects(1, "user")].map(({ properties }) => properties);
    const lone = new Set(users.flatMap(({ givenName, surname }) => [givenName, surname]).map(String));
    const asked = [...lone].filter((name) => /^\p{L}{3,}$/u.test(name) && name !== "null").slice(0, 150);
    expect(asked.length).toBeGreaterThan(50);
    await call("incident.enter", {});
    const { notes } = await call("incident.note", { kind: "fact", text: `Ask ${asked.join(", ")}.` });
    const said = new Set(notes.at(-1)?.text.match(/\p{L}+/gu));
    expect(asked.filter((name) => said.has(name))).toEqual([]);
    await call("incident.leave", { confirmed: true });
  });
});
