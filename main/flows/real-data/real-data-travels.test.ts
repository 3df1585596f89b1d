import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exportSnapshot } from "../../exchange/export-snapshot.ts";
import { openTenant } from "../../open-tenant.ts";
import { exportSource } from "../export-source.ts";
import { importFile } from "../import.ts";
import { countReasons, textTable } from "./count-table.ts";
import { leftOut, realDataIsHere } from "./real-folders.ts";
import type { SeededTenant } from "./seeded-tenant.ts";
import { openSeededTenant } from "./seeded-tenant.ts";

if (!realDataIsHere) process.stdout.write(leftOut);

describe.skipIf(!realDataIsHere)("real exports", () => {
  it("load into the demo tenant, or are listed with the reason, and keep their hashes through export and import", async () => {
    const folder = await mkdtemp(join(tmpdir(), "reinstate-real-"));
    const tenant = await openSeededTenant(folder);
    try {
      tell(tenant);
      const loaded = tenant.loads.reduce((sum, { loaded: count }) => sum + count, 0);
      expect(loaded).toBeGreaterThan(150);
      expect(tenant.seeded.length).toBeGreaterThan(150);
      for (const { file, reason } of tenant.loads.flatMap(({ refused }) => refused))
        expect([file, reason.length > 20]).toEqual([file, true]);
      await expectSameHashesElsewhere(folder, tenant);
    } finally {
      await tenant.close();
      await rm(folder, { recursive: true });
    }
  });
});

async function expectSameHashesElsewhere(folder: string, { session, original }: SeededTenant): Promise<void> {
  const { vault } = session;
  const file = join(folder, "tenant.age");
  const written = await exportSnapshot(exportSource(vault, original), file, "a passphrase", { workFactor: 2 });
  expect(written.objects).toBe([...vault.objects(original.number)].length);

  const opened: Awaited<ReturnType<typeof openTenant>>[] = [];
  const open = async (tenant: { readonly id: string; readonly name: string }) => {
    const passphrase = async () => "another passphrase";
    const options = {
      folder: join(folder, "elsewhere"),
      create: true,
      tenant,
      passphrase,
      openBrowser: async () => {},
    };
    const elsewhere = await openTenant(options);
    opened.push(elsewhere);
    return elsewhere;
  };
  const { record, refused } = await importFile(open, file, "a passphrase");
  expect(refused).toEqual([]);
  expect([record.root, record.counts]).toEqual([original.root, original.counts]);
  const there = opened[0]?.vault;
  expect([...(there?.objects(record.number) ?? [])]).toEqual([...vault.objects(original.number)]);
  const audits = [...vault.auditRecords("2020-01-01T00:00:00Z", original.endedAt)];
  expect(audits.length).toBeGreaterThan(40);
  expect([...(there?.auditRecords("2020-01-01T00:00:00Z", record.endedAt) ?? [])]).toEqual(audits);
  await opened[0]?.close();
}

function tell({ loads }: SeededTenant): void {
  const byName = Map.groupBy(loads, ({ name }) => name);
  const rows = [...byName].map(([name, parts]) => [
    name,
    parts.reduce((sum, { loaded }) => sum + loaded, 0),
    parts.reduce((sum, { refused }) => sum + refused.length, 0),
  ]);
  const reasons = countReasons(loads.flatMap(({ refused }) => refused.map(({ reason }) => reason)));
  process.stdout.write(`\n${textTable([["folder", "loaded", "refused"], ...rows])}\n${textTable(reasons)}`);
}
