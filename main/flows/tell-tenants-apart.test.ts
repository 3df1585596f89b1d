import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { exportSnapshot } from "../exchange/export-snapshot.ts";
import { createVault } from "../vault/create-vault.ts";
import {
  guidOf,
  newFolder,
  newVault,
  passphrase,
  removeFolders,
  sealed,
  userOf,
} from "../vault/testing/scratch-vault.ts";
import { exportSource } from "./export-source.ts";
import { importFile } from "./import.ts";
import { openForReview } from "./open-for-review.ts";

const now = "2026-08-01T08:00:00Z";
const wasTold = (error: unknown) => (error as Error).message;

/** An export of another tenant with this name, and a vault of "Contoso". */
async function exportOf(tenantName: string) {
  const other = createVault({
    folder: newFolder(),
    tenantId: guidOf(9),
    tenantName,
    passphrase,
    now,
    passphraseCost: 16,
  });
  const file = join(newFolder(), "other.age");
  await exportSnapshot(exportSource(other, sealed(other, [userOf(guidOf(1))])), file, passphrase, { workFactor: 4 });
  other.close();
  const vault = newVault();
  const own = join(newFolder(), "own.age");
  await exportSnapshot(exportSource(vault, sealed(vault, [userOf(guidOf(1))])), own, passphrase, { workFactor: 4 });
  return { file, own, vault };
}

afterAll(() => removeFolders());

it.each([
  ["Contoso", `"Contoso" (${guidOf(9)})`, '"Contoso" (11111111-1111-4111-8111-111111111111)'],
  ["CONTOSO ", `"CONTOSO " (${guidOf(9)})`, '"Contoso" (11111111-1111-4111-8111-111111111111)'],
  ["Fabrikam", '"Fabrikam"', '"Contoso"'],
])("an export of another tenant, %j, is told from the vault's", async (name, other, vaults) => {
  const { file, own, vault } = await exportOf(name);
  const refused = await importFile(async () => ({ vault }), file, passphrase).catch(wasTold);
  vault.close();
  expect(refused).toContain(`of the tenant ${other} and this vault is of ${vaults}. Import it`);

  const opened = await openForReview(own, passphrase, {});
  const beside = await openForReview(file, passphrase, {}, opened).catch(wasTold);
  await opened.erase();
  expect(beside).toContain(`of the tenant ${other}, and the one that is open is of ${vaults}. Close`);
});
