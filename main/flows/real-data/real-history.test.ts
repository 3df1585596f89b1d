import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parsePath } from "../../../preload/contract/attribute-path.ts";
import type { Change } from "../../../preload/contract/change.ts";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { openTenant } from "../../open-tenant.ts";
import { importFolder } from "../import.ts";
import { makeReport } from "../report.ts";
import { leftOut, readJson, realDataIsHere, realHistory } from "./real-folders.ts";

if (!realDataIsHere) process.stdout.write(leftOut);

interface Expected {
  readonly addedById: readonly string[];
  readonly removedById: readonly string[];
  readonly changedInMeaning: Readonly<Record<string, readonly string[]>>;
}

interface Pair {
  readonly from: string;
  readonly to: string;
  readonly conditionalAccessPolicies: Expected;
  readonly groups: Expected;
  readonly namedLocations: Expected;
}

describe.skipIf(!realDataIsHere)("a year of one real tenant", () => {
  it("imported into one vault differs exactly as the answer key says", async () => {
    const folder = await mkdtemp(join(tmpdir(), "reinstate-history-"));
    const tenant = { id: "00000000-0000-0000-0000-000000000000", name: "history" };
    const passphrase = async () => "a passphrase";
    const session = await openTenant({
      folder: join(folder, "vault"),
      create: true,
      tenant,
      passphrase,
      openBrowser: async () => {},
    });
    try {
      const { pairs } = (await readJson(join(realHistory, "expected-changes.json"))) as unknown as {
        readonly pairs: readonly Pair[];
      };
      const records = new Map<string, SnapshotRecord>();
      for (const date of new Set(pairs.flatMap(({ from, to }) => [from, to]))) {
        const { record, refused } = await importFolder(async () => session, await splitIntoFiles(folder, date));
        expect(refused).toEqual([]);
        records.set(date, record);
      }
      expect(pairs.length).toBe(3);
      for (const pair of pairs) {
        const { changes, unknown } = await makeReport(session.vault, recordOf(pair.from), recordOf(pair.to));
        // Parts that files do not hold (the recycle bin, a property that no file has) are named; no type is missing on one side.
        const isOfFiles = /^(?:The recycle bin of |Not read in snapshot |Not captured in either snapshot)/u;
        expect(unknown.filter(({ reason }) => !isOfFiles.test(reason))).toEqual([]);
        expect(outline(changes)).toEqual(answerOf(pair));
        process.stdout.write(`${pair.from} to ${pair.to}: ${changes.length} changes, as the answer key says\n`);
      }
      function recordOf(date: string): SnapshotRecord {
        const record = records.get(date);
        if (record === undefined) throw new Error(`No export of ${date}`);
        return record;
      }
    } finally {
      await session.close();
      await rm(folder, { recursive: true });
    }
  });
});

/** One file an object, as the export tools leave them. */
async function splitIntoFiles(folder: string, date: string): Promise<string> {
  const whole = await readJson(join(realHistory, `${date}.json`));
  const place = join(folder, date);
  for (const collection of ["conditionalAccessPolicies", "groups", "namedLocations"]) {
    const objects = whole[collection] as readonly JsonObject[];
    await mkdir(join(place, collection), { recursive: true });
    for (const object of objects)
      await writeFile(join(place, collection, `${object.id}.json`), JSON.stringify(object as JsonValue));
  }
  return place;
}

function outline(changes: readonly Change[]): readonly string[] {
  return changes
    .flatMap(({ id, kind, attributes, links }) => [
      ...(kind === "modified" ? [] : [`${id} ${kind}`]),
      ...attributes.map(({ path }) => `${id} /${parsePath(path).join("/")}`),
      ...links.map(({ link }) => `${id} ${link}`),
    ])
    .sort();
}

function answerOf({ conditionalAccessPolicies, groups, namedLocations }: Pair): readonly string[] {
  return [conditionalAccessPolicies, groups, namedLocations]
    .flatMap(({ addedById, removedById, changedInMeaning }) => [
      ...addedById.map((id) => `${id} added`),
      ...removedById.map((id) => `${id} removed`),
      ...Object.entries(changedInMeaning).flatMap(([id, paths]) => paths.map((path) => `${id} ${path}`)),
    ])
    .sort();
}
