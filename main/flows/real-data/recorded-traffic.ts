import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { readJson, realData } from "./real-folders.ts";

interface Exchange {
  readonly request: { readonly method: string; readonly url: string; readonly body: JsonValue };
  readonly response: { readonly statusCode: number; readonly body: JsonValue };
}

/** Everything that the service said of one object, oldest first, word for word. */
export interface Recorded {
  readonly type: ObjectType;
  readonly id: string;
  readonly said: readonly JsonObject[];
  /** Properties that a PATCH between two of them set. */
  readonly patched: readonly string[];
  /** By link, as the last answer about it had them. */
  readonly links: Readonly<Record<string, readonly JsonObject[]>>;
}

const types: Readonly<Record<string, ObjectType>> = {
  users: "user",
  groups: "group",
  applications: "application",
  servicePrincipals: "servicePrincipal",
};

/** The objects in the recorded traffic of a real tenant, each with all that was said of it. */
export async function recordedObjects(): Promise<readonly Recorded[]> {
  const folder = join(realData, "recorded");
  const found = new Map<string, Mutable>();
  for (const file of (await readdir(folder)).sort()) {
    const { exchanges } = (await readJson(join(folder, file))) as unknown as {
      readonly exchanges: readonly Exchange[];
    };
    for (const exchange of exchanges) hear(exchange, found);
  }
  return [...found.values()];
}

interface Mutable extends Recorded {
  readonly said: JsonObject[];
  readonly patched: string[];
  readonly links: Record<string, readonly JsonObject[]>;
}

function hear({ request, response }: Exchange, found: Map<string, Mutable>): void {
  const [collection = "", id = "", link = ""] = new URL(request.url).pathname.split("/").slice(2);
  const type = types[collection];
  if (request.method === "PATCH" && isJsonObject(request.body)) {
    found.get(id)?.patched.push(...Object.keys(request.body));
  } else if (link !== "") {
    const subject = found.get(id);
    if (subject !== undefined && link === "federatedIdentityCredentials")
      subject.links[link] = objectsIn(response.body);
  } else {
    for (const object of objectsIn(response.body)) note(type ?? typeSaid(object), object, found);
  }
}

function objectsIn(body: JsonValue): readonly JsonObject[] {
  if (!isJsonObject(body)) return [];
  const list = Array.isArray(body.value) ? body.value : [body];
  return list.filter(isJsonObject).filter(({ id }) => typeof id === "string");
}

function typeSaid({ "@odata.type": said }: JsonObject): ObjectType | undefined {
  return Object.values(types).find((type) => said === `#microsoft.graph.${type}`);
}

function note(type: ObjectType | undefined, object: JsonObject, found: Map<string, Mutable>): void {
  if (type === undefined) return;
  const id = String(object.id);
  const known = found.get(id) ?? { type, id, said: [], patched: [], links: {} };
  known.said.push(object);
  found.set(id, known);
}
