import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";

/** Exports that real people published. They lie beside the project, are never copied into it, and may be missing. */
export const realData = join(import.meta.dirname, "../../../../shared/real-data");
export const realDataIsHere = existsSync(realData);
export const leftOut = "left out: the folder of real exports is not on this machine\n";

export const realHistory = join(realData, "history/j0eyv");
/** The export of which the policies in `conditionalAccess` are a part: it has the groups that they name. */
const lastExport = "2026-07-13.json";

const exported = [
  "conditionalAccess",
  "namedLocations",
  "groups",
  "applications",
  "servicePrincipals",
  "users",
  "authenticationMethodsPolicy",
  "authorizationPolicy",
];

export interface SeedSource {
  readonly name: string;
  readonly folder: string;
}

/**
 * The folders to load, in order. Besides the exports: the groups and locations that the exported policies name, and the
 * answers of Microsoft's documentation for kinds of which no export is in Graph's form; these are written to `scratch`.
 */
export async function seedSources(scratch: string): Promise<readonly SeedSource[]> {
  const named = join(scratch, "named");
  await mkdir(named, { recursive: true });
  const { groups, namedLocations } = await readJson(join(realHistory, lastExport));
  await writeFile(join(named, "named.json"), JSON.stringify({ groups, namedLocations }));
  return [
    { name: "named by the policies", folder: named },
    ...exported.map((name) => ({ name, folder: join(realData, name) })),
    await filledIn(scratch, groups),
    ...(await documented(scratch, "namedLocation")),
    ...(await documented(scratch, "authorizationPolicy")),
    ...(await documented(scratch, "authenticationMethodsPolicy")),
  ];
}

/** Stands where a template wants the id of a group: `<ExclusionTempGroup>`, `xxxxxxxx-xxxx-...`. */
const placeholder = /"(<\w+>|x{8}(-x{4}){3}-x{12})"/g;

/** The templates again, as somebody would load them who has filled them in. */
async function filledIn(scratch: string, groups: JsonValue | undefined): Promise<SeedSource> {
  const [from, folder] = [join(realData, "conditionalAccess/policies"), join(scratch, "filledIn")];
  const ids = Array.isArray(groups) ? groups.filter(isJsonObject).map(({ id }) => String(id)) : [];
  const chosen = new Map<string, string>();
  const idFor = (name: string) => {
    const id = chosen.get(name) ?? ids[chosen.size % ids.length] ?? "";
    chosen.set(name, id);
    return JSON.stringify(id);
  };
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(from)) {
    const text = await readFile(join(from, file), "utf8");
    if (text.search(placeholder) >= 0) await writeFile(join(folder, file), text.replaceAll(placeholder, idFor));
  }
  return { name: "templates filled in", folder };
}

/** The bodies of the documentation's answers to GET, a folder each: one that cannot be loaded stops no other. */
export async function documented(scratch: string, kind: string): Promise<readonly SeedSource[]> {
  const from = join(realData, "graph-docs-samples/2025-mocks", kind);
  const answers = (await readdir(from)).filter((name) => name.startsWith("GET_"));
  const sources: SeedSource[] = [];
  for (const [number, file] of answers.sort().entries()) {
    const { response } = await readJson(join(from, file));
    const { body = null } = response as JsonObject;
    const isWrapped = isJsonObject(body) && isJsonObject(body.value);
    const folder = join(scratch, kind, String(number));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${kind}.json`), JSON.stringify(isWrapped ? body.value : body));
    sources.push({ name: `documented ${kind}`, folder });
  }
  return sources;
}

export async function readJson(file: string): Promise<JsonObject> {
  const value = JSON.parse(await readFile(file, "utf8")) as JsonValue;
  return value as JsonObject;
}
