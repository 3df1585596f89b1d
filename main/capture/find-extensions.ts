import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { isJsonObject, type JsonValue, jsonText } from "../../preload/contract/json-value.ts";
import { extensionTarget, isExtensionName } from "../catalogue/directory-extensions.ts";
import { refusalOf } from "../graph/graph-refusal.ts";
import { furtherPage } from "../graph/link-requests.ts";
import type { CaptureRun } from "./capture-run.ts";
import { readingOf } from "./capture-run.ts";

/** The directory extensions of a tenant, by the type that can have them. */
export interface FoundExtensions {
  readonly names: Readonly<Partial<Record<ObjectType, readonly string[]>>>;
  /** Why there are none although there may be some; for types that can have them. */
  readonly error?: unknown;
}

const path = "/directoryObjects/getAvailableExtensionProperties";
export const extensionPermission = "Directory.Read.All";

/** More would make an address that Graph takes for too long; what is left out is unknown. */
export const mostExtensions = 100;

/**
 * Which directory extensions applications have registered here, those that came from the premises included
 * (https://learn.microsoft.com/graph/api/directoryobject-getavailableextensionproperties). A POST that changes nothing.
 */
export async function findExtensions(types: readonly ObjectType[], run: CaptureRun): Promise<FoundExtensions> {
  const able = types.filter((type) => extensionTarget(type) !== undefined);
  if (able.length === 0) return { names: {} };
  try {
    const registered = await readRegistered(run);
    const names = able.map((type) => [type, namesFor(extensionTarget(type) ?? "", registered)] as const);
    return { names: Object.fromEntries(names) };
  } catch (error) {
    return { names: {}, error };
  }
}

interface Registered {
  readonly name: string;
  readonly targets: readonly string[];
}

async function readRegistered(run: CaptureRun): Promise<readonly Registered[]> {
  const options = readingOf(run, [extensionPermission]);
  const body = await run.graph.ask(path, {}, options);
  const { value } = body;
  if (!Array.isArray(value)) throw refusalOf({ status: 502, headers: {}, body }, path, options.permissions);
  const all = value.filter(isJsonObject);
  const next = furtherPage(body);
  if (next !== undefined) for await (const { items } of run.graph.pages(next, options)) all.push(...items);
  return all.map(({ name, targetObjects }) => ({
    name: jsonText(name),
    targets: Array.isArray(targetObjects) ? targetObjects.map((target: JsonValue) => jsonText(target)) : [],
  }));
}

function namesFor(target: string, registered: readonly Registered[]): readonly string[] {
  const own = registered.filter(({ name, targets }) => targets.includes(target) && isExtensionName(name));
  return [...new Set(own.map(({ name }) => name))].sort();
}
