import { afterEach, describe, expect, it } from "vitest";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { scenarios } from "../demo/demo-tenant.ts";
import { newFolder, removeFolders } from "../vault/testing/scratch-vault.ts";
import type { BackupOptions } from "./backup.ts";
import { backUp } from "./backup.ts";
import { changesBetween } from "./report.ts";
import type { ChangingTenant } from "./testing/changing-tenant.ts";
import { createChangingTenant } from "./testing/changing-tenant.ts";

const types = ["user", "group"] as const;
const dayMs = 86_400_000;
const close: (() => void)[] = [];

afterEach(() => {
  for (const each of close.splice(0)) each();
  removeFolders();
});

async function changingTenant(seed: number) {
  const tenant = await createChangingTenant(seed, [newFolder(), newFolder()]);
  close.push(() => tenant.close());
  await backUp(tenant.full, { types, full: true });
  const first = await backUp(tenant.rounds, { types });
  expect(first.types.user?.mode).toBe("full");
  return tenant;
}

/** The modes of users and groups in the next snapshot, which has to be what a full read gives now. */
async function modesOfNext({ rounds, full }: ChangingTenant, options: BackupOptions = {}) {
  const [one, other] = [await backUp(rounds, { types, ...options }), await backUp(full, { types, full: true })];
  expect(one.root).toBe(other.root);
  expect(one.counts).toEqual(other.counts);
  return [one.types.user?.mode, one.types.group?.mode];
}

describe("a snapshot out of the changes since the last one", () => {
  it.each([1, 2])("is what a full read of that moment gives, whatever was written (seed %i)", async (seed) => {
    const tenant = await changingTenant(seed);
    const modes: unknown[] = [];
    for (let round = 0; round < 6; round += 1) {
      await tenant.change(15);
      modes.push(...(await modesOfNext(tenant)));
    }
    expect(tenant.accepted()).toBeGreaterThan(40);
    // A change of hidden members that are unknown has the groups read in full.
    expect(modes.filter((mode) => mode === "delta").length).toBeGreaterThanOrEqual(10);
  });

  it("is what a full read gives where hardly a member may be kept of a round, as long as a page shows them all", async () => {
    const tenant = await changingTenant(6);
    tenant.rounds.vault.setMostMembers(1);
    await tenant.change(15);
    expect((await modesOfNext(tenant))[1]).toBe("delta");
    expect(tenant.rounds.vault.snapshots().at(-1)?.types.group?.notes?.join() ?? "").not.toContain("more than 1 ");
  });

  it.each(scenarios)("is what a full read gives after the incident %s", async (scenario) => {
    const tenant = await changingTenant(3);
    tenant.demo.play(scenario);
    expect(await modesOfNext(tenant)).toEqual(["delta", "delta"]);
  });

  it("asks for the changes only: no list of users, no round over all groups", async () => {
    const tenant = await changingTenant(4);
    const asked: string[] = [];
    tenant.demo.faults.intercept = ({ url }) => {
      const { pathname, searchParams } = new URL(url);
      // Rounds do not bring these; a list of their own does.
      const isApart = /^id,(customSecurityAttributes|employeeLeaveDateTime)$/.test(searchParams.get("$select") ?? "");
      if (!isApart) asked.push(pathname.replace("/v1.0", ""));
      return undefined;
    };
    await backUp(tenant.rounds, { types });
    expect(asked).toEqual(expect.arrayContaining(["/users/delta", "/groups/delta"]));
    expect(asked.filter((path) => path === "/users" || path === "/groups")).toEqual([]);
  });

  it("goes on from the last snapshot of each type", async () => {
    const tenant = await changingTenant(5);
    await tenant.change(10);
    await backUp(tenant.rounds, { types: ["user"] });
    await tenant.change(10);
    expect(await modesOfNext(tenant)).toEqual(["delta", "delta"]);
  });
});

describe("soft-deleted members", () => {
  /** A group, and a person in it. */
  function memberIn({ full }: ChangingTenant) {
    const groups = [...full.vault.objects(1, "group")];
    for (const { id, links } of groups) {
      const user = (links.members ?? []).find((target) => full.vault.object(1, "user", String(target)) !== undefined);
      if (user !== undefined) return { group: id, user: String(user) };
    }
    throw new Error("no group has members");
  }

  it("are left out whichever way members are read, and are back with a restore", async () => {
    const tenant = await changingTenant(3);
    const { group, user } = memberIn(tenant);
    const isMember = ({ vault }: ChangingTenant["full"]) =>
      vault.object(vault.snapshots().length, "group", group)?.links.members?.includes(user);
    expect(isMember(tenant.rounds)).toBe(true);

    await tenant.graph.write("DELETE", `/users/${user}`);
    expect(await modesOfNext(tenant)).toEqual(["delta", "delta"]);
    tenant.demo.faults.intercept = ({ url }) =>
      url.includes("/groups/delta") ? Promise.resolve({ status: 403, headers: {}, body: "{}" }) : undefined;
    const oneByOne = await backUp(tenant.full, { types, full: true });
    tenant.demo.faults.intercept = undefined;
    expect(oneByOne.types.group?.reading?.recovered?.join()).toContain("one by one");
    expect(oneByOne.root).toBe(tenant.rounds.vault.snapshots().at(-1)?.root);
    expect([isMember(tenant.rounds), isMember(tenant.full)]).toEqual([false, false]);

    await tenant.graph.write("POST", `/directory/deletedItems/${user}/restore`, {});
    expect(await modesOfNext(tenant)).toEqual(["delta", "delta"]);
    expect([isMember(tenant.rounds), isMember(tenant.full)]).toEqual([true, true]);
  });

  it("are nobody's change in a report", async () => {
    const tenant = await changingTenant(3);
    const { user } = memberIn(tenant);
    await tenant.graph.write("DELETE", `/users/${user}`);
    await modesOfNext(tenant);
    await tenant.graph.write("POST", `/directory/deletedItems/${user}/restore`, {});
    await modesOfNext(tenant);
    const { vault } = tenant.rounds;
    const [first, second, third] = vault.snapshots() as [SnapshotRecord, SnapshotRecord, SnapshotRecord];
    const kinds = (from: SnapshotRecord, to: SnapshotRecord) =>
      [...changesBetween(vault, from, to)].map(({ type, id, kind, links }) => [type, id, kind, links.length]);
    expect(kinds(first, second)).toEqual([["user", user, "soft-deleted", 0]]);
    expect(kinds(second, third)).toEqual([["user", user, "restored", 0]]);
    expect(kinds(first, third)).toEqual([]);
  });
});

describe("everything is read again", () => {
  it.each<[string, (tenant: ChangingTenant) => void, BackupOptions]>([
    ["where that is asked for", () => undefined, { full: true }],
    ["for what a recovery is planned on", () => undefined, { kind: "checkpoint" }],
    ["with a link older than six days", ({ demo }) => demo.advance(6 * dayMs + 60_000), {}],
    ["with a link that Graph has forgotten (410)", forgetLinks, {}],
    ["with a link for other properties", ({ rounds }) => alterLinks(rounds, '"select":"', '"select":"other,'), {}],
    [
      "with a link that belongs to another snapshot",
      ({ rounds }) => alterLinks(rounds, '"snapshotNumber":1', '"snapshotNumber":9'),
      {},
    ],
    ["with links that cannot be read", ({ rounds }) => rounds.vault.setSecret("delta links", Buffer.from("{")), {}],
  ])("%s", async (_when, prepare, options) => {
    const tenant = await changingTenant(6);
    await tenant.change(5);
    prepare(tenant);
    expect(await modesOfNext(tenant, options)).toEqual(["full", "full"]);
    tenant.demo.faults.intercept = undefined;
    await tenant.change(5);
    expect(await modesOfNext(tenant)).toEqual(["delta", "delta"]);
  });

  it("at least weekly", async () => {
    const tenant = await changingTenant(7);
    const modes: unknown[] = [];
    for (let day = 0; day < 8; day += 2) {
      tenant.demo.advance(2 * dayMs);
      modes.push((await modesOfNext(tenant))[0]);
    }
    expect(modes).toEqual(["delta", "delta", "delta", "full"]);
  });
});

describe("after what could not be read for now", () => {
  it.each([
    ["the recycle bin", /deletedItems\/microsoft\.graph\.user\?/u],
    ["the list of directory extensions", /getAvailableExtensionProperties/u],
    ["the list of custom security attributes", /customSecurityAttributes/u],
  ])("(%s) people are not complete, and the next snapshot reads all of them again", async (_what, address) => {
    const tenant = await changingTenant(9);
    tenant.demo.faults.intercept = ({ url }) =>
      address.test(url) ? Promise.resolve({ status: 503, headers: {}, body: "{}" }) : undefined;
    const broken = await backUp(tenant.rounds, { types });
    expect(broken).toMatchObject({ complete: false, types: { user: { complete: false } } });
    tenant.demo.faults.intercept = undefined;
    await tenant.change(5);
    expect((await modesOfNext(tenant))[0]).toBe("full");
  });
});

describe("a round that is interrupted", () => {
  it("leaves the link as it was, and the next one loses nothing", async () => {
    const tenant = await changingTenant(8);
    await tenant.change(20);
    const controller = new AbortController();
    tenant.demo.faults.intercept = ({ url }) => {
      if (url.includes("/groups/delta")) controller.abort();
      return undefined;
    };
    await expect(backUp(tenant.rounds, { types, signal: controller.signal })).rejects.toMatchObject({
      code: "CANCELLED",
    });
    expect(tenant.rounds.vault.snapshots()).toHaveLength(1);
    tenant.demo.faults.intercept = undefined;
    await tenant.change(5);
    expect(await modesOfNext(tenant)).toEqual(["delta", "delta"]);
  });
});

function forgetLinks({ demo }: ChangingTenant): void {
  const error = { code: "syncStateNotFound", message: "The sync state generation is not found." };
  demo.faults.intercept = ({ url }) =>
    /deltatoken=(?!latest)/.test(url)
      ? Promise.resolve({ status: 410, headers: {}, body: JSON.stringify({ error }) })
      : undefined;
}

function alterLinks({ vault }: ChangingTenant["rounds"], from: string, to: string): void {
  const stored = Buffer.from(vault.secret("delta links") ?? []).toString();
  expect(stored).toContain(from);
  vault.setSecret("delta links", Buffer.from(stored.replaceAll(from, to)));
}
