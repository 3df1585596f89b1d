import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parsePath } from "../../../preload/contract/attribute-path.ts";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { createScriptedDirectory, type Script } from "../../capture/scripted-directory.ts";
import { definitionOf } from "../../catalogue/catalogue.ts";
import { createScriptedSignIn, scriptedCloud } from "../../graph/scripted-transport.ts";
import type { Vault } from "../../vault/vault.ts";
import { backUp } from "../backup.ts";
import { emptyVault } from "../hostile-graph/hostile-tenant.ts";
import { makeReport } from "../report.ts";
import { leftOut, realDataIsHere } from "./real-folders.ts";
import type { Recorded } from "./recorded-traffic.ts";
import { recordedObjects } from "./recorded-traffic.ts";

if (!realDataIsHere) process.stdout.write(leftOut);

/** A Graph that says of each object what the real one said, of it the selected properties, as Graph does. */
function tenantThatSays(objects: readonly Recorded[], choose: (said: readonly JsonObject[]) => JsonObject | undefined) {
  const script: Record<string, NonNullable<Script[string]>> = {};
  for (const [type, all] of Map.groupBy(objects, (object) => object.type)) {
    const said = all.map((object) => choose(object.said)).filter((object) => object !== undefined);
    const { path: address } = definitionOf(type).list;
    script[address] = ({ path }) => ({ body: { value: said.map((object) => selected(object, path)) } });
    script[`${address}/$count`] = () => ({ body: said.length });
    for (const { id, links } of all)
      for (const [link, records] of Object.entries(links)) script[`${address}/${id}/${link}`] = [...records];
  }
  return createScriptedDirectory(script);
}

function selected(object: JsonObject, path: string): JsonObject {
  const names = /\$select=([^&]*)/.exec(path)?.[1]?.split(",") ?? Object.keys(object);
  const entries = Object.entries(object).filter(([name]) => names.includes(name) || name.startsWith("@odata.type"));
  return Object.fromEntries(entries);
}

async function snapshot(vault: Vault, { graph, clock }: ReturnType<typeof createScriptedDirectory>) {
  const signIn = createScriptedSignIn();
  return backUp({ vault, cloud: scriptedCloud, signIn, clock, newId: () => "", graph: () => graph }, { full: true });
}

describe.skipIf(!realDataIsHere)("what the real service answered", () => {
  it("is captured, stored and compared: the same object told in other words is no change, and a change is one", async () => {
    const folder = await mkdtemp(join(tmpdir(), "reinstate-recorded-"));
    const vault = emptyVault(folder, scriptedCloud.tenantId);
    try {
      const objects = await recordedObjects();
      expect(objects.map(({ type }) => type).sort()).toEqual(
        ["application", "application", "group", "group", "group", "servicePrincipal", "user"].sort(),
      );
      const first = await snapshot(
        vault,
        tenantThatSays(objects, (said) => said[0]),
      );
      const last = await snapshot(
        vault,
        tenantThatSays(objects, (said) => said.at(-1)),
      );
      // Not vacuous: the second answers are other texts.
      const retold = objects.filter(({ said }) => JSON.stringify(said[0]) !== JSON.stringify(said.at(-1)));
      expect(retold.length).toBeGreaterThan(3);
      for (const { type, id, said } of objects) {
        const kept = vault.object(last.number, type, id);
        expect(kept?.properties).toEqual(asCaptured(said.at(-1) ?? {}, last.types[type]?.selected ?? []));
      }
      const { changes, unknown } = await makeReport(vault, first, last);
      // What neither sign-in was allowed to read cannot differ falsely.
      expect(unknown.filter(({ onBothSides }) => onBothSides !== true)).toEqual([]);
      const found = changes.map(({ id, kind, attributes, links }) => ({
        id,
        kind,
        paths: attributes.map(({ path }) => parsePath(path).join("/")),
        links,
      }));
      // Between its two answers the user was renamed by the one who recorded it; nothing else was touched.
      const renamed = objects.filter(({ patched }) => patched.length > 0);
      expect(found).toEqual(renamed.map(({ id }) => ({ id, kind: "modified", paths: ["displayName"], links: [] })));
      const withLinks = objects.find(({ links }) => Object.keys(links).length > 0);
      const federated = vault.object(last.number, "application", withLinks?.id ?? "")?.links
        .federatedIdentityCredentials;
      expect(federated).toEqual(withLinks?.links.federatedIdentityCredentials);
      const answers = objects.reduce((sum, { said }) => sum + said.length, 0);
      process.stdout.write(
        `recorded traffic: ${answers} answers about ${objects.length} objects, no false difference\n`,
      );
    } finally {
      vault.close();
      await rm(folder, { recursive: true });
    }
  });
});

/** What a snapshot has to hold of an answer: what was asked for, as it was said, null and [] and absent kept apart. */
function asCaptured(said: JsonObject, names: readonly string[]): JsonObject {
  // A list of directory objects names the type of each.
  return Object.fromEntries(Object.entries(said).filter(([name]) => names.includes(name) || name === "@odata.type"));
}
