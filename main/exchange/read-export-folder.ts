import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, jsonText } from "../../preload/contract/json-value.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { exportedItems } from "./exported-items.ts";
import { entriesOf, holdsOneObject, isJsonFile, linkNamed, unreadableFolder, withLinksBeside } from "./links-beside.ts";
import { readJsonFile } from "./read-json-file.ts";
import { toDirectoryObject, withoutNoise } from "./to-directory-object.ts";

/** What a folder could not bring in, and why; `file` is relative to the folder. */
export interface ExportRefusal {
  readonly file: string;
  readonly name: string;
  readonly reason: string;
}

export type ExportEntry =
  | { readonly kind: "object"; readonly object: DirectoryObject; readonly file: string }
  | { readonly kind: "refusal"; readonly refusal: ExportRefusal };

export interface ExportFolderOptions {
  /** Templates without an id come too, with an id made from their content; otherwise they are refused. */
  readonly withoutIds?: boolean;
}

/**
 * Reads a folder of exported JSON, in the order of the paths: EntraExporter (`Groups/<id>/<id>.json` with `Members`,
 * `Owners` ... beneath), IntuneManagement (`ConditionalAccess/<name>.json`), or any folder of objects, lists and
 * `{value: [...]}`. One file at a time is in memory. Throws USAGE_NOT_FOUND if the folder cannot be read at all.
 */
export async function* readExportFolder(
  folder: string,
  options: ExportFolderOptions = {},
): AsyncGenerator<ExportEntry> {
  const reading: Reading = { folder, options, seen: new Map(), methods: [] };
  let entries: readonly Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    throw new ReinstateError("USAGE_NOT_FOUND", `The folder ${folder} could not be read.`, { cause });
  }
  yield* readEntries(folder, entries, reading);
  if (reading.methods.length > 0)
    yield* accept(methodsPolicy(reading.methods), "AuthenticationMethodConfigurations", reading);
}

interface Reading {
  readonly folder: string;
  readonly options: ExportFolderOptions;
  /** Type and id to the file that brought it. */
  readonly seen: Map<string, string>;
  /** Authentication method configurations from files of their own. */
  readonly methods: JsonObject[];
}

async function* readEntries(path: string, entries: readonly Dirent[], reading: Reading): AsyncGenerator<ExportEntry> {
  const withLinks = holdsOneObject(entries);
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    // The links of an object are read with the object.
    if (withLinks && linkNamed(entry.name) !== undefined) continue;
    const inside = join(path, entry.name);
    if (entry.isDirectory()) {
      const found = await entriesOf(inside);
      if (found === undefined) yield refusal(placeOf(inside, reading), entry.name, unreadableFolder);
      else yield* readEntries(inside, found, reading);
    } else if (entry.isFile() && isJsonFile(entry.name)) {
      yield* readObjects(inside, withLinks ? entries : [], reading);
    }
  }
}

function placeOf(path: string, { folder }: Reading): string {
  return relative(folder, path).split(sep).join("/");
}

async function* readObjects(path: string, beside: readonly Dirent[], reading: Reading): AsyncGenerator<ExportEntry> {
  const file = placeOf(path, reading);
  const read = await readJsonFile(path);
  if ("reason" in read) return yield refusal(file, basename(path), read.reason);
  const items = exportedItems(read.value);
  for (const item of items) {
    if (isMethodConfiguration(item.value)) {
      reading.methods.push(withoutNoise(item.value) as JsonObject);
      continue;
    }
    const converted = toDirectoryObject(item, file.replace(/\.json$/i, "").split("/"));
    if ("reason" in converted) yield refusal(file, converted.name, converted.reason);
    else if (converted.idMissing && reading.options.withoutIds !== true) {
      const reason = "It has no id: it is a template, not an export, and cannot be told apart from others.";
      yield refusal(file, jsonText(converted.object.properties.displayName ?? ""), reason);
    } else yield* acceptWithLinks(converted.object, path, items.length === 1 ? beside : [], reading);
  }
}

async function* acceptWithLinks(
  found: DirectoryObject,
  path: string,
  beside: readonly Dirent[],
  reading: Reading,
): AsyncGenerator<ExportEntry> {
  const { object, unreadable } = await withLinksBeside(found, dirname(path), beside);
  yield* accept(object, placeOf(path, reading), reading);
  for (const each of unreadable) yield refusal(placeOf(each.path, reading), basename(each.path), each.reason);
}

function* accept(object: DirectoryObject, file: string, { seen }: Reading): Generator<ExportEntry> {
  const key = `${object.type} ${object.id.toLowerCase()}`;
  const already = seen.get(key);
  if (already === undefined) {
    seen.set(key, file);
    yield { kind: "object", object, file };
  } else {
    const name = object.properties.displayName;
    yield refusal(file, typeof name === "string" ? name : object.id, `The id ${object.id} was already in ${already}.`);
  }
}

function refusal(file: string, name: string, reason: string): ExportEntry {
  return { kind: "refusal", refusal: { file, name, reason } };
}

function isMethodConfiguration(value: JsonValue): value is JsonObject {
  if (!isJsonObject(value)) return false;
  return /AuthenticationMethodConfiguration$/.test(jsonText(value["@odata.type"]));
}

/** EntraExporter has one file a method; the tenant has one policy that holds them all. */
function methodsPolicy(authenticationMethodConfigurations: readonly JsonObject[]): DirectoryObject {
  const type = "authenticationMethodsPolicy";
  return { type, id: type, properties: { authenticationMethodConfigurations }, links: {} };
}
