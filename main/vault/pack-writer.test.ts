import { createHash } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { openVault } from "./open-vault.ts";
import {
  copyOf,
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

afterEach(() => removeFolders());

/** Text that does not compress, the same for the same number. */
function noise(number: number, length: number): string {
  return createHash("shake256", { outputLength: (length * 3) / 4 })
    .update(String(number))
    .digest("base64");
}

/** More than is kept waiting in memory. */
const large = Array.from({ length: 60 }, (_, index) => userOf(`large ${index}`, { notes: noise(index, 1_000_000) }));

test("packs that were put down ahead vanish with their seal, and with a process that ends", () => {
  const folder = newFolder();
  const vault = newVault(folder);
  sealed(vault, [userOf("a")]);
  const before = vault.description.bytes;
  const seal = vault.beginSnapshot({ startedAt: "2026-07-01T00:00:00Z", origin });
  seal.add(large);
  expect(vault.description.bytes).toBeGreaterThan(before + 20_000_000);
  // The files as a process leaves them that ends here.
  const left = openVault({ folder: copyOf(folder), passphrase });
  expect(left.snapshots()).toHaveLength(1);
  expect(left.description.bytes).toBeLessThanOrEqual(before);
  expect(verdictOf(left)).toMatchObject({ ok: true, snapshots: 1 });
  left.close();

  seal.abandon();
  expect(vault.description.bytes).toBeLessThanOrEqual(before);
  expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 1 });

  const again = vault.beginSnapshot({ startedAt: "2026-07-01T00:00:00Z", origin });
  again.add(large);
  again.finish({ endedAt: "2026-07-01T00:00:00Z", types: { user: proof } });
  for (const object of large) expect(vault.object(2, "user", object.id)).toEqual(object);
  expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 2 });
  vault.close();
});
