import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import type { DirectoryObject, LinkTarget } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { exportedItems } from "./exported-items.ts";
import { readJsonFile } from "./read-json-file.ts";
import { recordLinks, referenceLinks, toDirectoryObject, withoutNoise } from "./to-directory-object.ts";

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
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) {
      // The links of an object are read with the object.
      if (linkNamed(entry.name) === undefined) yield* readEntries(inside, await list(inside), reading);
    } else if (entry.isFile() && /\.json$/i.test(entry.name) && !isLinkFile(entry.name, entries)) {
      yield* readObjects(inside, entries, reading);
    }
  }
}

async function list(path: string): Promise<readonly Dirent[]> {
  return await readdir(path, { withFileTypes: true }).catch(() => []);
}

async function* readObjects(path: string, beside: readonly Dirent[], reading: Reading): AsyncGenerator<ExportEntry> {
  const file = relative(reading.folder, path).split(sep).join("/");
  const read = await readJsonFile(path);
  if ("reason" in read) return yield refusal(file, basename(path), read.reason);
  const items = exportedItems(read.value);
  for (const item of items) {
    if (isMethodConfiguration(item.value)) {
      reading.methods.push(withoutNoise(item.value) as JsonObject);
      continue;
    }
    const converted = toDirectoryObject(item, [
      ...file.split("/").slice(0, -1),
      basename(path).replace(/\.json$/i, ""),
    ]);
    if ("reason" in converted) yield refusal(file, converted.name, converted.reason);
    else if (converted.idMissing && reading.options.withoutIds !== true) {
      const reason = "It has no id: it is a template, not an export, and cannot be told apart from others.";
      yield refusal(file, String(converted.object.properties.displayName ?? ""), reason);
    } else if (items.length > 1) yield* accept(converted.object, file, reading);
    else yield* accept(await withLinksBeside(converted.object, join(path, ".."), beside), file, reading);
  }
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

type Link = (typeof referenceLinks)[number] | (typeof recordLinks)[number];

function linkNamed(name: string): Link | undefined {
  const word = name.toLowerCase();
  return [...referenceLinks, ...recordLinks].find((link) => link.toLowerCase() === word);
}

/** `Members.json` beside the object's own file. */
function isLinkFile(name: string, beside: readonly Dirent[]): boolean {
  return linkNamed(name.replace(/\.json$/i, "")) !== undefined && beside.length > 1;
}

/** Adds the links whose folders (`Members/<id>/<id>.json`) or files (`Members.json`) lie beside the object's file. */
async function withLinksBeside(
  object: DirectoryObject,
  folder: string,
  beside: readonly Dirent[],
): Promise<DirectoryObject> {
  const links: Record<string, readonly LinkTarget[]> = { ...object.links };
  for (const entry of beside) {
    const link = linkNamed(entry.name.replace(/\.json$/i, ""));
    if (link === undefined) continue;
    const path = join(folder, entry.name);
    links[link] = entry.isDirectory() ? await targetsInFolder(link, path) : await targetsInFile(link, path);
  }
  return { ...object, links };
}

function isReference(link: Link): boolean {
  return referenceLinks.some((reference) => reference === link);
}

/** A reference is its folder's name: a group's 100,000 member files need not be opened. */
async function targetsInFolder(link: Link, path: string): Promise<readonly LinkTarget[]> {
  const entries = await list(path);
  if (isReference(link)) return entries.map((entry) => entry.name.replace(/\.json$/i, "")).sort();
  const found: LinkTarget[] = [];
  for (const entry of entries) {
    const file = entry.isDirectory() ? join(path, entry.name, `${entry.name}.json`) : join(path, entry.name);
    found.push(...(await targetsInFile(link, file)));
  }
  return found;
}

async function targetsInFile(link: Link, path: string): Promise<readonly LinkTarget[]> {
  const read = await readJsonFile(path);
  if ("reason" in read) return [];
  const records = exportedItems(read.value).map(({ value }) => value);
  if (!isReference(link)) return records.filter(isJsonObject).map((record) => withoutNoise(record) as JsonObject);
  const ids = records
    .map((record) => (isJsonObject(record) ? record.id : record))
    .filter((id) => typeof id === "string");
  return [...new Set(ids)].sort();
}

function isMethodConfiguration(value: JsonValue): value is JsonObject {
  if (!isJsonObject(value)) return false;
  return /AuthenticationMethodConfiguration$/.test(String(value["@odata.type"]));
}

/** EntraExporter has one file a method; the tenant has one policy that holds them all. */
function methodsPolicy(authenticationMethodConfigurations: readonly JsonObject[]): DirectoryObject {
  const type = "authenticationMethodsPolicy";
  return { type, id: type, properties: { authenticationMethodConfigurations }, links: {} };
}
