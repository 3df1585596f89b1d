import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWindowDoor } from "../window-door.ts";
import { bareHost, callsTo, engineForTests, routerOf } from "./testing/engine-for-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "reinstate-copies-"));
const [vault, copy] = [join(folder, "vault"), mkdtempSync(join(folder, "copy-"))];
const told: [string, unknown][] = [];
const router = routerOverDemo();
const called = callsTo(router);
let id = "";

function routerOverDemo() {
  const startUp = { host: bareHost, vaultFolder: vault, demo: "ask" as const };
  const door = openWindowDoor({ startUp, openBrowser: async () => undefined });
  return routerOf(engineForTests({ door, emit: (name, value) => void told.push([name, value]) }));
}

const demoPassphrase = () => readFileSync(join(vault, "demo-passphrase.txt"), "utf8").trim();

beforeAll(async () => {
  await called("session.startDemo", { scenario: "lockout", users: 50 });
  id = (await called("copies.add", { folder: copy })).id;
}, 60_000);

afterAll(async () => {
  await called("session.lock", {});
  rmSync(folder, { recursive: true, force: true });
});

describe("copies, as the window sees them", () => {
  it("tells with a snapshot that its copy could not be made", { timeout: 60_000 }, async () => {
    renameSync(copy, `${copy}-away`);
    const snapshot = await called("timeline.capture", {});
    renameSync(`${copy}-away`, copy);
    expect(told.filter(([name]) => name === "work.didNote")).toEqual([
      ["work.didNote", { notes: [`The copy in ${copy} cannot be reached. Connect the disk or share.`] }],
    ]);
    expect(told).toContainEqual(["timeline.didChange", { snapshotNumber: snapshot.number }]);
  });

  it("reads a copy back, proves it, and names what is wrong with it", { timeout: 60_000 }, async () => {
    await called("copies.run", {});
    const check = () => called("copies.check", { id, secret: demoPassphrase() });
    expect(await check()).toMatchObject({ ok: true, passedOver: [] });
    const newest = readdirSync(join(copy, "manifests")).sort().at(-1) ?? "";
    const list = JSON.parse(readFileSync(join(copy, "manifests", newest), "utf8"));
    writeFileSync(join(copy, "manifests", newest), JSON.stringify({ ...list, at: "2030-01-01T00:00:00Z" }));
    expect(await check()).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/not one that this vault signed/),
    });
  });

  it("counts wrong guesses at a copy with those at the vault", { timeout: 60_000 }, async () => {
    await expect(called("copies.check", { id, secret: "wrong" })).rejects.toThrow(/does not open this vault/);
    const counted = JSON.parse(readFileSync(join(vault, "guesses.json"), "utf8"));
    expect(counted).toMatchObject({ wrong: 1 });
    writeFileSync(join(vault, "guesses.json"), JSON.stringify({ ...counted, wrong: 10 }));
    const late = called("copies.check", { id, secret: demoPassphrase() });
    await expect(late).rejects.toThrow(/too many wrong guesses\. Wait \d+ minutes/);
  });
});
