import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { openVault } from "./open-vault.ts";
import { openRaw } from "./testing/open-raw.ts";
import { auditOf } from "./testing/recovery-samples.ts";
import {
  groupOf,
  guidOf,
  newFolder,
  newVault,
  origin,
  passphrase,
  proof,
  removeFolders,
  sealed,
  userOf,
  verdictOf,
} from "./testing/scratch-vault.ts";
import { vaultFiles } from "./vault-files.ts";

afterEach(() => removeFolders());
/** The example of RFC 8410. */
const strangersKey = `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----
`;

interface Alteration {
  readonly what: string;
  readonly statement: string;
  readonly says: RegExp;
}

const alterations: readonly Alteration[] = [
  sql("a record is deleted in the middle", "DELETE FROM snapshot WHERE number = 2", /snapshot 2 is missing/),
  sql(
    "the last record is deleted",
    "DELETE FROM snapshot WHERE number = 3",
    /head\.json names snapshot 3, but the vault ends with 2/,
  ),
  sql(
    "a record's text is rewritten",
    "UPDATE snapshot SET record = replace(record, 'admin@', 'eve@') WHERE number = 2",
    /Snapshot 2: the record is not what its id/,
  ),
  sql("a record is no JSON", "UPDATE snapshot SET record = '{' WHERE number = 2", /snapshot/i),
  sql(
    "two records change places",
    "UPDATE snapshot SET record = (SELECT record FROM snapshot AS o WHERE o.number = 5 - snapshot.number) WHERE number IN (2, 3)",
    /Snapshot 2: the record/,
  ),
  sql(
    "a record is there twice",
    "INSERT INTO snapshot SELECT 4, record, next_entry, next_bucket FROM snapshot WHERE number = 3",
    /Snapshot 4: the record says that it is snapshot 3/,
  ),
  sql("a pack is deleted", "DELETE FROM pack WHERE first = 1", /pack with entry 1 is missing/),
  sql("a pack is emptied", "UPDATE pack SET bytes = x'00' WHERE first = 1", /pack with entry 1 cannot be read/),
  sql(
    "a pack takes another one's place",
    "UPDATE pack SET bytes = (SELECT bytes FROM pack ORDER BY first DESC LIMIT 1), size = (SELECT size FROM pack ORDER BY first DESC LIMIT 1), count = (SELECT count FROM pack ORDER BY first DESC LIMIT 1) WHERE first = 1",
    /entry|Entry/,
  ),
  sql("a bucket is deleted", "DELETE FROM bucket WHERE number = 5", /bucket/),
  sql(
    "buckets change places",
    "UPDATE bucket SET content = (SELECT content FROM bucket WHERE number = 2), hash = (SELECT hash FROM bucket WHERE number = 2), count = (SELECT count FROM bucket WHERE number = 2) WHERE number = 1",
    /out of place|cannot be/,
  ),
  sql(
    "a bucket's content changes",
    "UPDATE bucket SET content = (SELECT content FROM bucket WHERE number = 2) WHERE number = 1",
    /not what its hash/,
  ),
  sql(
    "a bucket is there twice",
    "INSERT INTO bucket SELECT 9999, hash, base, depth, count, content FROM bucket WHERE number = 1",
    /Bucket 9999 belongs to no snapshot/,
  ),
  sql(
    "a tree is deleted",
    "DELETE FROM tree WHERE snapshot = 2 AND type = 'user'",
    /Snapshot 2, type user: the tree is missing/,
  ),
  sql(
    "a tree of another snapshot takes its place",
    "UPDATE tree SET buckets = (SELECT buckets FROM tree AS o WHERE o.snapshot = 3 AND o.type = 'user') WHERE snapshot = 1 AND type = 'user'",
    /Snapshot 1, type user: the record counts 40 objects, the tree 41/,
  ),
  sql(
    "a tree of an equal count takes its place",
    "UPDATE tree SET buckets = (SELECT buckets FROM tree AS o WHERE o.snapshot = 2 AND o.type = 'user') WHERE snapshot = 1 AND type = 'user'",
    /Snapshot 1: the tree does not give the root/,
  ),
  sql(
    "a tree is added",
    "INSERT INTO tree SELECT 9, type, buckets FROM tree WHERE snapshot = 1",
    /trees of snapshots that do not exist/,
  ),
  sql(
    "an id changes",
    "UPDATE id_block SET guids = CAST(substr(guids, 17, 16) || substr(guids, 1, 16) || substr(guids, 33) AS BLOB) WHERE first = 0",
    /object|out of place/,
  ),
  sql(
    "the ids are shortened",
    "UPDATE id_block SET guids = substr(guids, 1, 64) WHERE first = 0",
    /id dictionary cannot be read/,
  ),
  sql(
    "a link chunk's address changes",
    "UPDATE chunk SET hash = zeroblob(32) WHERE number = (SELECT min(number) FROM chunk)",
    /link chunk/,
  ),
  sql("an audit record is deleted", "DELETE FROM audit_pack", /Snapshot 1: the audit records/),
  sql(
    "audit records are added",
    "INSERT INTO audit_pack SELECT 9, part, first, last, size, bytes FROM audit_pack",
    /audit records of snapshots that do not exist/,
  ),
  sql("a journal entry is deleted", "DELETE FROM journal WHERE sequence = 1", /journal of job j has a gap/),
  sql(
    "the public key is another one",
    `UPDATE meta SET value = '${strangersKey}' WHERE name = 'publicKey'`,
    /another vault than the one that the key slot was made for/,
  ),
  sql("a record is no record", "UPDATE snapshot SET record = 'null' WHERE number = 2", /the record of snapshot 2/),
  sql("the tenant is another one", "UPDATE meta SET value = 'x' WHERE name = 'tenantId'", /another tenant/),
];

function sql(what: string, statement: string, says: RegExp): Alteration {
  return { what, statement, says };
}

/** A closed vault with three snapshots, a large group, a changed object, audit records and a journal. */
function filledVault(): string {
  const folder = newFolder();
  const vault = newVault(folder);
  const members = Array.from({ length: 3000 }, (_, index) => guidOf(index));
  const users = Array.from({ length: 40 }, (_, index) => userOf(guidOf(index), { index }));
  const seal = vault.beginSnapshot({ startedAt: "2026-07-01T00:00:00Z", origin });
  seal.add([...users, groupOf("g", members)]);
  seal.addAuditRecords([auditOf("a1", "2026-07-01T00:00:00Z")]);
  seal.finish({ endedAt: "2026-07-01T01:00:00Z", types: { user: proof, group: proof } });
  sealed(vault, [userOf(guidOf(1), { city: "Rome" })], { basedOn: { snapshotNumber: 1, types: ["user", "group"] } });
  sealed(vault, [...users, userOf("new"), groupOf("g", members)]);
  for (const kind of ["intent", "outcome"] as const) {
    vault.appendJournal({ jobId: "j", at: "2026-07-01T02:00:00Z", stepId: "s1", kind });
  }
  vault.close();
  return folder;
}

function problemOf(folder: string): string | undefined {
  try {
    const vault = openVault({ folder, passphrase });
    const { problem } = verdictOf(vault);
    vault.close();
    return problem;
  } catch (error) {
    if (error instanceof ReinstateError && error.code === "VAULT_ALTERED") return error.details;
    throw error;
  }
}

test.each(alterations)("the place is named when $what", ({ statement, says }) => {
  const folder = filledVault();
  expect(problemOf(folder)).toBeUndefined();
  const raw = openRaw(folder);
  raw.exec(statement);
  raw.close();
  expect(problemOf(folder)).toMatch(says);
});

test("what changes on the disk while the vault is open is noticed although it was read before", () => {
  const folder = filledVault();
  const vault = openVault({ folder, passphrase });
  expect([...vault.objects(3)]).toHaveLength(42);
  expect(verdictOf(vault).ok).toBe(true);
  const { database } = vaultFiles(folder);
  const bytes = readFileSync(database);
  const page = 8192 * Math.floor(bytes.length / 8192 / 2);
  writeFileSync(database, bytes.fill(0, page, page + 8192));
  expect(verdictOf(vault).problem).toMatch(/the bytes on the disk are not those that were written/);
  vault.close();
});

test("an older copy can be read, and goes on only when a person accepts it", () => {
  const folder = newFolder();
  const first = newVault(folder);
  const { database } = vaultFiles(folder);
  sealed(first, [userOf("a")]);
  first.close();
  copyFileSync(database, `${database}.copy`);
  const later = openVault({ folder, passphrase });
  sealed(later, [userOf("b")]);
  later.close();
  copyFileSync(`${database}.copy`, database);

  const back = openVault({ folder, passphrase });
  expect(back.object(1, "user", "a")).toEqual(userOf("a"));
  expect(() => sealed(back, [])).toThrow(expect.objectContaining({ code: "VAULT_ALTERED" }));
  back.close();
  const accepted = openVault({ folder, passphrase, acceptHead: true });
  expect(sealed(accepted, [userOf("c")]).number).toBe(2);
  expect(verdictOf(accepted).ok).toBe(true);
  accepted.close();
});
