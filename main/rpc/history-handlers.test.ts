import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkExport } from "../flows/check-export.ts";
import { writeDown } from "../flows/vault-history.ts";
import { openWindowDoor } from "../window-door.ts";
import { bareHost, callsTo, engineForTests, routerOf } from "./testing/engine-for-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "reinstate-history-"));
const door = openWindowDoor({
  startUp: { host: bareHost, vaultFolder: join(folder, "vault"), demo: "ask" },
  openBrowser: async () => {},
});
let chosen: string | undefined;
const engine = engineForTests({ door, chooseFile: async () => chosen });
const call = callsTo(routerOf(engine));

beforeAll(() => call("session.startDemo", { scenario: "lockout", users: 50 }), 60_000);

afterAll(async () => {
  await door.lock();
  rmSync(folder, { recursive: true, force: true });
});

it("tells of captures, a check and an export: what, who, when and how it went", async () => {
  const by = "adm.priya.raghunathan@nordwind.example";
  expect(await call("vault.check", {})).toMatchObject({ kind: "check", verdict: "complete", by });
  // A passphrase is stretched for seconds; a key is not.
  const identity = await generateX25519Identity();
  const lock = { recipients: [await identityToRecipient(identity)] };
  await expect(call("vault.export", { snapshot: 1, lock })).rejects.toThrow("CANCELLED");
  await expect(call("vault.export", { snapshot: 9, lock })).rejects.toThrow("USAGE_NOT_FOUND");
  chosen = join(folder, "out.age");
  const written = await call("vault.export", { snapshot: 1, lock });
  expect((await checkExport(chosen, { identities: [identity] }, {})).objects).toBe(written.objects);
  const doings = await call("history.doings", {});
  expect(doings.map(({ kind, verdict, snapshot }) => [kind, verdict, snapshot])).toEqual([
    ["export", "complete", 1],
    ["check", "complete", undefined],
    ["capture", "complete", 2],
    ["capture", "complete", 1],
  ]);
  expect(doings[0]).toMatchObject({ by, sentence: expect.stringContaining(`for ${lock.recipients[0]}`) });
}, 60_000);

it("refuses a key that is none before there is a file, and a short passphrase", async () => {
  chosen = join(folder, "never.age");
  await expect(call("vault.export", { snapshot: 1, lock: { recipients: ["age1nobody"] } })).rejects.toThrow("USAGE");
  await expect(call("vault.export", { snapshot: 1, lock: { passphrase: "short" } })).rejects.toThrow("USAGE_INVALID");
  expect(readdirSync(folder).filter((name) => name.startsWith("never"))).toEqual([]);
});

it("keeps one line of what fails again and again", async () => {
  const { vault } = engine.session();
  const failure = { kind: "capture", by: null, verdict: "failed", sentence: "No network." } as const;
  for (const at of ["2030-01-01T00:00:00Z", "2030-01-01T01:00:00Z"]) writeDown(vault, { ...failure, at });
  const failed = (await call("history.doings", {})).filter(({ verdict }) => verdict === "failed");
  expect(failed.map(({ at }) => at)).toEqual(["2030-01-01T01:00:00Z"]);
});
