import { afterEach, describe, expect, it } from "vitest";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { createScriptedDirectory, type Script } from "../capture/scripted-directory.ts";
import { createScriptedSignIn, scriptedCloud } from "../graph/scripted-transport.ts";
import { unreachable } from "../graph/transport-fetch.ts";
import { openRaw } from "../vault/testing/open-raw.ts";
import { newFolder, newVault, removeFolders, reopened, verdictOf } from "../vault/testing/scratch-vault.ts";
import type { Vault } from "../vault/vault.ts";
import { type BackupOptions, backUp } from "./backup.ts";
import type { TenantSession } from "./tenant-session.ts";
import { runCapturing } from "./testing/run-capturing.ts";

afterEach(() => removeFolders());

const minuteMs = 60_000;
const types: readonly ObjectType[] = ["group", "application", "namedLocation"];
const many = (count: number, prefix: string): JsonObject[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, displayName: `${prefix} ${index}` }));
const pageAt = (items: readonly JsonObject[], next?: string) => ({
  body: {
    value: [...items],
    ...(next === undefined ? {} : { "@odata.nextLink": `${scriptedCloud.graph}/v1.0${next}` }),
  },
});
const groups = many(30, "g");
const lost = () => unreachable(Object.assign(new Error("gone"), { code: "ENOTFOUND" }), "graph", false);

/** Three pages of groups, applications and locations; `fail` may stand in for an answer. */
function tenant(fail: (path: string) => ReturnType<typeof lost> | { status: number } | undefined = () => undefined) {
  const groupPage = ({ path }: { path: string }) => {
    const at = Number(/skip=(\d+)/u.exec(path)?.[1] ?? 0);
    return fail(path) ?? pageAt(groups.slice(at, at + 10), at < 20 ? `/groups?skip=${at + 10}` : undefined);
  };
  const script: Script = {
    "/groups": groupPage,
    "/groups/$count": { body: groups.length },
    "/applications": ({ path }) => fail(path) ?? { body: { value: many(3, "a") } },
    "/applications/$count": { body: 3 },
    "/identity/conditionalAccess/namedLocations": ({ path }) => fail(path) ?? { body: { value: many(2, "l") } },
  };
  return createScriptedDirectory(script);
}

type Tenant = ReturnType<typeof tenant>;

function sessionOf(vault: Vault, { graph, clock }: Tenant, permissions?: readonly string[]): TenantSession {
  const signIn = createScriptedSignIn();
  const account = async () => ({ ...(await signIn.signIn()), ...(permissions === undefined ? {} : { permissions }) });
  return { vault, cloud: scriptedCloud, signIn: { ...signIn, account }, graph: () => graph, clock, newId: () => "" };
}

const listsIn = ({ seen }: Tenant, path: string) =>
  seen.map((request) => request.path).filter((asked) => asked === path || asked.startsWith(`${path}?`));

/** The root of an uninterrupted capture. */
async function rootOf(whole: Tenant): Promise<string> {
  return (await backUp(sessionOf(newVault(), whole), { types, full: true })).root;
}

/** Interrupts a capture at the named locations, when groups and applications are read. */
async function interrupted(
  vault: Vault,
  failing = tenant((path) => (path.includes("namedLocations") ? lost() : undefined)),
) {
  await expect(backUp(sessionOf(vault, failing), { types, full: true })).rejects.toMatchObject({
    code: "TENANT_UNREACHABLE",
  });
  expect(vault.snapshots()).toEqual([]);
  return failing;
}

/** The next capture, with all that it said. */
async function next(vault: Vault, now: Tenant, options: BackupOptions = {}, permissions?: readonly string[]) {
  const notes: string[] = [];
  const record = await backUp(sessionOf(vault, now, permissions), {
    types,
    full: true,
    onNote: (note) => notes.push(note),
    ...options,
  });
  return { record, notes };
}

/** A tenant whose time goes on from the other's. */
async function later(before: Tenant, byMs: number, now = tenant()): Promise<Tenant> {
  await now.clock.wait(Math.max(0, before.clock.now() + byMs - now.clock.now()));
  return now;
}

describe("a capture that was interrupted", () => {
  it("is gone on with: what was finished is not read again, keeps its own time, and the snapshot is the same", async () => {
    const vault = newVault();
    const before = await interrupted(vault);
    const now = await later(before, 30 * minuteMs);
    const { record, notes } = await next(reopened(vault), now);
    expect(record.root).toBe(await rootOf(tenant()));
    expect(record.complete).toBe(true);
    expect(notes).toEqual([
      expect.stringMatching(/goes on from the one of .* interrupted\. Not read again: group, app/u),
    ]);
    expect([listsIn(now, "/groups"), listsIn(now, "/applications"), listsIn(now, "/groups/delta")]).toEqual([
      [],
      [],
      [],
    ]);
    const { group, namedLocation } = record.types;
    expect([group?.read, group?.reading?.resumed, namedLocation?.reading?.resumed]).toEqual([30, true, undefined]);
    expect(Date.parse(group?.reading?.endedAt ?? "")).toBeLessThan(Date.parse(namedLocation?.reading?.startedAt ?? ""));
    expect(record.startedAt <= (group?.reading?.startedAt ?? "")).toBe(true);
  });

  it("goes on in the middle of a list, at the next link", async () => {
    const vault = newVault();
    await interrupted(
      vault,
      tenant((path) => (path.includes("skip=20") ? lost() : undefined)),
    );
    const now = tenant();
    const { record } = await next(vault, now);
    expect(record.root).toBe(await rootOf(tenant()));
    expect(listsIn(now, "/groups")).toEqual(["/groups?skip=20"]);
    expect(record.types.group).toMatchObject({ read: 30, pages: 3, complete: true });
    expect(record.types.group?.reading?.recovered).toEqual([expect.stringMatching(/^20 groups were read before/u)]);
  });

  it("reads a list from its beginning where Graph does not know the next link any more", async () => {
    const vault = newVault();
    await interrupted(
      vault,
      tenant((path) => (path.includes("skip=20") ? lost() : undefined)),
    );
    let isOld = true;
    const now = tenant((path) => {
      const refused = isOld && path.includes("skip=20");
      if (refused) isOld = false;
      return refused ? { status: 410 } : undefined;
    });
    const { record } = await next(vault, now);
    expect(record.root).toBe(await rootOf(tenant()));
    expect(listsIn(now, "/groups")).toHaveLength(4);
    expect(record.types.group).toMatchObject({ read: 30, complete: true });
  });

  it("can be cancelled and gone on with", async () => {
    const vault = newVault();
    const stop = new AbortController();
    const failing = tenant((path) => {
      if (path.includes("namedLocations")) stop.abort();
      return undefined;
    });
    const cancelled = backUp(sessionOf(vault, failing), { types, full: true, signal: stop.signal });
    await expect(cancelled).rejects.toMatchObject({ code: "CANCELLED" });
    const now = tenant();
    expect((await next(vault, now)).record.root).toBe(await rootOf(tenant()));
    expect(listsIn(now, "/groups")).toEqual([]);
  });

  it("asks the next round for what changed since its reading began", async () => {
    const vault = newVault();
    await interrupted(vault);
    const { record } = await next(vault, tenant());
    const marks = JSON.parse(Buffer.from(vault.secret("delta links") ?? []).toString()) as Record<string, JsonObject>;
    expect(marks.group).toMatchObject({ snapshotNumber: record.number, at: record.startedAt });
    expect(vault.secret("interrupted capture")).toBeUndefined();
    expect(vault.secret("interrupted capture 0")).toBeUndefined();
    expect(verdictOf(vault)).toMatchObject({ ok: true });
  });
});

describe("what was read is dropped, and everything is read again", () => {
  it.each<
    [string, RegExp, (before: Tenant, vault: Vault) => Promise<readonly [Vault, Tenant, BackupOptions, string[]?]>]
  >([
    ["as asked", /as you asked/u, async (_, vault) => [vault, tenant(), { anew: true }]],
    ["after two hours", /too long ago/u, async (before, vault) => [vault, await later(before, 121 * minuteMs), {}]],
    [
      "for other types",
      /something else/u,
      async (_, vault) => [vault, tenant(), { types: ["group", "namedLocation"] }],
    ],
    ["with another sign-in", /another sign-in/u, async (_, vault) => [vault, tenant(), {}, ["Group.Read.All"]]],
    [
      "where it was altered past Reinstate, which check tells too",
      /not as it was written/u,
      async (_, vault) => {
        const folder = vault.description.path;
        vault.close();
        const raw = openRaw(folder);
        const text = Buffer.from(
          raw.prepare("SELECT value FROM secret WHERE name = ?").pluck().get("interrupted capture 0") as Buffer,
        );
        text[text.length - 6] = (text[text.length - 6] ?? 0) ^ 1;
        raw.prepare("UPDATE secret SET value = ? WHERE name = ?").run(text, "interrupted capture 0");
        raw.close();
        const again = reopened(vault);
        expect(verdictOf(again)).toMatchObject({ ok: false, problem: expect.stringContaining("secret") });
        return [again, tenant(), {}];
      },
    ],
    [
      "where a part of it is missing",
      /not as it was written/u,
      async (_, vault) => {
        vault.setSecret("interrupted capture 1", undefined);
        return [vault, tenant(), {}];
      },
    ],
  ])("%s", async (_when, said, prepare) => {
    const made = newVault();
    const [vault, now, options, permissions] = await prepare(await interrupted(made), made);
    const { record, notes } = await next(vault, now, options, permissions);
    expect(notes).toEqual([expect.stringMatching(said)]);
    expect(listsIn(now, "/groups")).toHaveLength(3);
    expect(Object.values(record.types).every(({ reading }) => reading?.resumed === undefined)).toBe(true);
    expect(vault.secret("interrupted capture")).toBeUndefined();
  });

  it("for what a recovery is planned on, which leaves it for the next capture", async () => {
    const vault = newVault();
    await interrupted(vault);
    const now = tenant();
    const checkpoint = await backUp(sessionOf(vault, now), { types, kind: "checkpoint" });
    expect([checkpoint.complete, listsIn(now, "/groups").length]).toEqual([true, 3]);
    expect((await next(vault, tenant())).notes).toEqual([expect.stringContaining("another snapshot was taken since")]);
  });
});

it("a process that is killed (kill -9) in the middle of a capture loses nothing that it had finished", async () => {
  const [folder, whole] = [newFolder(), newFolder()];
  const killed = await runCapturing(folder, "/identity/conditionalAccess/policies");
  expect(killed.record).toBeUndefined();
  const [resumed, uninterrupted] = [await runCapturing(folder), await runCapturing(whole)];
  expect(resumed.record?.root).toBe(uninterrupted.record?.root);
  expect(resumed.record).toMatchObject({ number: 1, complete: true });
  expect(resumed.notes).toEqual([
    expect.stringMatching(/Not read again: user, group, application, servicePrincipal\./u),
  ]);
  const lists = (asked: readonly string[]) =>
    asked.filter((path) => /^\/(users|groups|applications|servicePrincipals)(\/|$)/u.test(path));
  expect(lists(killed.asked).length).toBeGreaterThan(10);
  expect(lists(resumed.asked)).toEqual([]);
  expect(resumed.asked.length).toBeLessThan(uninterrupted.asked.length / 2);
}, 120_000);
