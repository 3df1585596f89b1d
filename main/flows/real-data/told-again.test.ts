import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../preload/contract/canonical-json.ts";
import type { DirectoryObject } from "../../../preload/contract/directory-object.ts";
import { definitionOf } from "../../catalogue/catalogue.ts";
import { compareObjects } from "../../compare/compare-objects.ts";
import { proofFor } from "../../compare/definition-for-tests.ts";
import { type ExportRefusal, readExportFolder } from "../../exchange/read-export-folder.ts";
import { normalizeObject } from "../../graph/normalize-object.ts";
import { scriptedCloud } from "../../graph/scripted-transport.ts";
import type { Vault } from "../../vault/vault.ts";
import { emptyVault } from "../hostile-graph/hostile-tenant.ts";
import { textTable } from "./count-table.ts";
import { documented, leftOut, realData, realDataIsHere, seedSources } from "./real-folders.ts";
import { recordedObjects } from "./recorded-traffic.ts";
import { retellings, toldAgain } from "./told-again.ts";

if (!realDataIsHere) process.stdout.write(leftOut);

interface Source {
  readonly name: string;
  readonly objects: readonly DirectoryObject[];
  readonly refused: readonly ExportRefusal[];
}

/** Of which the documentation shows answers, besides those that are loaded everywhere. */
const documentedKinds = ["user", "group", "application", "servicePrincipal", "conditionalAccessPolicy", "deletedItems"];

/** Every folder of the real exports, the documentation's answers and the recorded traffic. */
async function sources(scratch: string): Promise<readonly Source[]> {
  const others = ["organization", "groupSettings", "migrationTables"].map((name) => ({
    name,
    folder: join(realData, name),
  }));
  const all: Source[] = [];
  const answers = await Promise.all(documentedKinds.map((kind) => documented(scratch, kind)));
  for (const { name, folder } of [...(await seedSources(scratch)), ...answers.flat(), ...others]) {
    const objects: DirectoryObject[] = [];
    const refused: ExportRefusal[] = [];
    for await (const entry of readExportFolder(folder, { withoutIds: true })) {
      if (entry.kind === "object") objects.push(entry.object);
      else refused.push(entry.refusal);
    }
    all.push({ name, objects, refused });
  }
  const recorded = (await recordedObjects()).map(({ type, said }) => normalizeObject(type, said.at(-1) ?? {}));
  return [...all, { name: "recorded traffic", objects: recorded, refused: [] }];
}

function differenceOf(before: DirectoryObject, after: DirectoryObject) {
  const names = [...Object.keys(before.properties), ...Object.keys(after.properties)];
  const proof = proofFor([...new Set(names)], { links: Object.keys(before.links) });
  const context = { definition: definitionOf(before.type), beforeProof: proof, afterProof: proof };
  return compareObjects(before, after, context);
}

describe.skipIf(!realDataIsHere)("every real object", () => {
  it("is stored and read back as it was, and differs from none of the ways in which Graph may tell it again", {
    timeout: 180_000,
  }, async () => {
    const scratch = await mkdtemp(join(tmpdir(), "reinstate-told-again-"));
    const vault = emptyVault(join(scratch, "vault"), scriptedCloud.tenantId);
    try {
      const rows: (readonly (string | number)[])[] = [];
      for (const { name, objects, refused } of await sources(scratch)) {
        for (const { reason } of refused) expect(reason.length).toBeGreaterThan(20);
        expect(objects.length + refused.length, name).toBeGreaterThan(0);
        expectKept(vault, objects);
        rows.push([name, objects.length, objects.reduce((sum, object) => sum + expectSame(object), 0), refused.length]);
      }
      process.stdout.write(`\n${textTable([["folder", "objects", "retold", "refused"], ...rows])}\n`);
      const total = rows.reduce((sum, [, count]) => sum + Number(count), 0);
      expect(total).toBeGreaterThan(300);
    } finally {
      vault.close();
      await rm(scratch, { recursive: true });
    }
  });
});

/** Sealed and read back, the objects are what they were, to the letter. */
function expectKept(vault: Vault, objects: readonly DirectoryObject[]): void {
  const startedAt = "2026-08-01T08:00:00.000Z";
  const origin = { kind: "import", by: "real data", authentication: "none", apiVersion: "v1.0" } as const;
  const seal = vault.beginSnapshot({ startedAt, origin });
  seal.add(objects);
  const kinds = [...new Set(objects.map(({ type }) => type))];
  const types = Object.fromEntries(kinds.map((type) => [type, proofFor([])]));
  const { number } = seal.finish({ endedAt: startedAt, types });
  for (const object of objects) {
    const kept = vault.object(number, object.type, object.id);
    expect(kept).toEqual(object);
    expect(canonicalJson(kept?.properties ?? null)).toBe(canonicalJson(object.properties));
  }
}

/** How many of the retellings are other texts; none of them is a difference, in either direction. */
function expectSame(object: DirectoryObject): number {
  expect(differenceOf(object, object)).toBeUndefined();
  const others = retellings.filter((how) => {
    const again = toldAgain(object, how);
    expect([object.id, how, differenceOf(object, again)]).toEqual([object.id, how, undefined]);
    expect([object.id, how, differenceOf(again, object)]).toEqual([object.id, how, undefined]);
    expectOneChange(object, again);
    return JSON.stringify(again) !== JSON.stringify(object);
  });
  return others.length;
}

/** A real edit is seen through every retelling: the silence above is not deafness. */
function expectOneChange(object: DirectoryObject, again: DirectoryObject): void {
  if (definitionOf(object.type).properties.displayName === undefined) return;
  if (typeof object.properties.displayName !== "string") return;
  const renamed = { ...again, properties: { ...again.properties, displayName: "Renamed by somebody" } };
  expect(differenceOf(object, renamed)?.attributes.map(({ path }) => path)).toEqual(["displayName"]);
}
