import { createPrivateKey } from "node:crypto";
import type Sqlite from "better-sqlite3-multiple-ciphers";
import { afterEach, expect, it } from "vitest";
import { canonicalJson } from "../../../preload/contract/canonical-json.ts";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { signed } from "../chain-keys.ts";
import { openVault } from "../open-vault.ts";
import { openRaw } from "../testing/open-raw.ts";
import {
  dayAt,
  newFolder,
  newVault,
  passphrase,
  removeFolders,
  sealed,
  thinned,
  userOf,
  verdictOf,
} from "../testing/scratch-vault.ts";

afterEach(() => removeFolders());

/** Forty days, of which ten were thinned out. */
function thinnedVault(): string {
  const folder = newFolder();
  const vault = newVault(folder);
  for (let day = 0; day < 40; day += 1)
    sealed(vault, [userOf("a", { day })], { startedAt: dayAt(day), endedAt: dayAt(day) });
  vault.setRetention({ daily: 1, weekly: 0, monthly: 0, floorDays: 30 }, dayAt(40));
  thinned(vault, dayAt(40));
  vault.close();
  return folder;
}

function problemAfter(folder: string, change: (raw: Sqlite.Database) => void): string | undefined {
  const raw = openRaw(folder);
  change(raw);
  raw.close();
  const vault = openVault({ folder, passphrase });
  const { problem } = verdictOf(vault);
  vault.close();
  return problem;
}

/** As whoever has the passphrase and this code could: an event that is rightly signed. */
function forge(raw: Sqlite.Database, change: (event: JsonObject) => JsonObject): void {
  const pem = raw.prepare("SELECT value FROM meta WHERE name = 'privateKey'").pluck().get() as string;
  const text = raw.prepare("SELECT record FROM chain_event").pluck().get() as string;
  const { id: _id, signature: _signature, ...content } = JSON.parse(text) as JsonObject;
  const event = signed(change(content), { publicKey: "", privateKey: createPrivateKey(pem) });
  raw.prepare("UPDATE chain_event SET record = ?").run(canonicalJson(event as unknown as JsonObject));
}

it.each([
  [
    "a removed snapshot's tree comes back",
    "INSERT INTO tree SELECT 1, type, buckets FROM tree WHERE snapshot = 11",
    /trees of snapshots/,
  ],
  [
    "the removal is taken out of the chain",
    "DELETE FROM chain_event",
    /Snapshot 1, type user: the tree is missing|when the vault was opened|head.json/,
  ],
  [
    "the record of a removed snapshot is deleted",
    "DELETE FROM snapshot WHERE number = 3",
    /record of snapshot 3 is missing/,
  ],
  [
    "a kept snapshot's tree goes without a removal",
    "DELETE FROM tree WHERE snapshot = 20",
    /Snapshot 20, type user: the tree is missing/,
  ],
  [
    "a pack that is still needed goes",
    "DELETE FROM pack WHERE first = (SELECT max(first) FROM pack)",
    /the pack with entry \d+ is missing/,
  ],
  [
    "a bucket comes back",
    "INSERT INTO bucket SELECT 1, hash, base, depth, count, content FROM bucket LIMIT 1",
    /Bucket 1 belongs to no snapshot/,
  ],
])("it is noticed when %s", (_what, sql, says) => {
  expect(problemAfter(thinnedVault(), (raw) => raw.exec(sql))).toMatch(says);
});

it("a removal inside the floor is named, however well it is signed", () => {
  const inside = (event: JsonObject) => ({ ...event, removed: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] });
  const problem = problemAfter(thinnedVault(), (raw) => forge(raw, inside));
  expect(problem).toBe("Event 1: it removes snapshot 11, which lay inside the floor of 30 days.");
});

it.each([
  ["a floor that is too low", { floorDays: 3 }, "Event 1: it thins out within 3 days, and 30 are the least."],
  ["a snapshot that never was", { removed: [99] }, "Event 1: it removes snapshot 99, which was not there."],
])("a removal with %s is named", (_what, change, says) => {
  expect(problemAfter(thinnedVault(), (raw) => forge(raw, (event) => ({ ...event, ...change })))).toBe(says);
});
