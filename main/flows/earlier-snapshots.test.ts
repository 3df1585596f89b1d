import { afterAll, describe, expect, it } from "vitest";
import { type DirectoryObject, type ObjectType, objectTypes } from "../../preload/contract/directory-object.ts";
import { newVault, removeFolders, sealed, userOf } from "../vault/testing/scratch-vault.ts";
import { listObjects } from "./list-objects.ts";
import { namesOf } from "./names-of.ts";
import { makeReport } from "./report.ts";

afterAll(() => removeFolders());

const young = ["directoryRole", "authenticationStrengthPolicy", "organization", "subscribedSku"] as const;
const ofType = (type: ObjectType): DirectoryObject => ({ type, id: `one-${type}`, properties: {}, links: {} });

describe("a snapshot from before a type was captured", () => {
  it.each(objectTypes)("never shows %s as added or removed: what it did not ask for is unknown", async (type) => {
    const other = type === "user" ? ofType("group") : userOf("ada");
    const vault = newVault();
    const [earlier, later] = [sealed(vault, [other]), sealed(vault, [other, ofType(type)])];
    for (const [from, to] of [
      [earlier, later],
      [later, earlier],
    ] as const) {
      const report = await makeReport(vault, from, to);
      expect(report.changes).toEqual([]);
      const ofOneSide = report.unknown.filter(({ onBothSides }) => onBothSides !== true);
      expect(ofOneSide).toEqual([{ type, reason: "Snapshot 1 did not ask for it." }]);
    }
  });

  it("knows every type that came later", () => {
    expect(objectTypes).toEqual(expect.arrayContaining([...young]));
  });
});

describe("a licence", () => {
  it("is listed by its part number, as people know it", async () => {
    const vault = newVault();
    const properties = { skuId: "6fd2c87f-b296-42f0-b197-1e91e994b900", skuPartNumber: "ENTERPRISEPACK" };
    const record = sealed(vault, [{ ...ofType("subscribedSku"), properties }]);
    const page = { offset: 0, limit: 10 };
    const [all, found] = [
      await listObjects(vault, record, { ...page, text: "" }),
      await listObjects(vault, record, { ...page, text: "enterprise" }),
    ];
    expect([all, found].map(({ rows }) => rows.map(({ name }) => name))).toEqual([
      ["ENTERPRISEPACK"],
      ["ENTERPRISEPACK"],
    ]);
    const [id] = Object.entries(namesOf(vault, [record.number], [properties.skuId]));
    expect(id).toEqual([properties.skuId, { name: "ENTERPRISEPACK", type: "subscribedSku" }]);
  });
});
