import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { DirectoryObject, LinkTarget } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { isPlainTarget, strangeId } from "./export-format.ts";
import { exportedItems } from "./exported-items.ts";
import { readJsonFile } from "./read-json-file.ts";
import { recordLinks, referenceLinks, withoutNoise } from "./to-directory-object.ts";

type Link = (typeof referenceLinks)[number] | (typeof recordLinks)[number];

/** The link that a folder (`Members`) or file (`Members.json`) holds. */
export function linkNamed(name: string): Link | undefined {
  const word = name.replace(/\.json$/i, "").toLowerCase();
  return [...referenceLinks, ...recordLinks].find((link) => link.toLowerCase() === word);
}

export function isJsonFile(name: string): boolean {
  return /\.json$/i.test(name);
}

/** Only beside one object alone it is clear whose the links are. */
export function holdsOneObject(entries: readonly Dirent[]): boolean {
  const isObject = (entry: Dirent) => entry.isFile() && isJsonFile(entry.name) && linkNamed(entry.name) === undefined;
  return entries.filter(isObject).length === 1;
}

/** An object with its links, and the link files that could not be read: those links stay unknown. */
export interface WithLinks {
  readonly object: DirectoryObject;
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

/** Adds the links whose folders (`Members/<id>/<id>.json`) or files (`Members.json`) lie beside the object's file. */
export async function withLinksBeside(
  object: DirectoryObject,
  folder: string,
  beside: readonly Dirent[],
): Promise<WithLinks> {
  const links: Record<string, readonly LinkTarget[]> = { ...object.links };
  const unreadable: { path: string; reason: string }[] = [];
  for (const entry of beside) {
    const link = linkNamed(entry.name);
    if (link === undefined) continue;
    const path = join(folder, entry.name);
    const targets = entry.isDirectory() ? await targetsInFolder(link, path) : await targetsInFile(link, path);
    if (!("reason" in targets) && !targets.every(isPlainTarget)) unreadable.push({ path, reason: strangeId });
    else if ("reason" in targets) unreadable.push({ path, reason: targets.reason });
    else links[link] = targets;
  }
  return { object: { ...object, links }, unreadable };
}

type Targets = readonly LinkTarget[] | { readonly reason: string };

function isReference(link: Link): boolean {
  return referenceLinks.some((reference) => reference === link);
}

/** A reference is its folder's name: a group's 100,000 member files need not be opened. */
async function targetsInFolder(link: Link, path: string): Promise<Targets> {
  const entries = await entriesOf(path);
  if (entries === undefined) return { reason: unreadableFolder };
  if (isReference(link)) return entries.map((entry) => entry.name.replace(/\.json$/i, "")).sort();
  const found: LinkTarget[] = [];
  for (const entry of entries) {
    const file = entry.isDirectory() ? join(path, entry.name, `${entry.name}.json`) : join(path, entry.name);
    const targets = await targetsInFile(link, file);
    if ("reason" in targets) return targets;
    found.push(...targets);
  }
  return found;
}

async function targetsInFile(link: Link, path: string): Promise<Targets> {
  const read = await readJsonFile(path);
  if ("reason" in read) return read;
  const records = exportedItems(read.value).map(({ value }) => value);
  if (!isReference(link)) return records.filter(isJsonObject).map((record) => withoutNoise(record) as JsonObject);
  const ids = records
    .map((record) => (isJsonObject(record) ? record.id : record))
    .filter((id) => typeof id === "string");
  return [...new Set(ids)].sort();
}

export const unreadableFolder = "The folder could not be read.";

/** What lies in a folder; undefined if it cannot be read. */
export async function entriesOf(path: string): Promise<readonly Dirent[] | undefined> {
  return await readdir(path, { withFileTypes: true }).catch(() => undefined);
}
