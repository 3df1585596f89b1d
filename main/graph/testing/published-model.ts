import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ValidateFunction } from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject, objectsIn } from "../../../preload/contract/json-value.ts";

const folder = resolve(import.meta.dirname, "../../../../shared/graph-openapi");
const file = (name: string) => resolve(folder, name);
const schemaFile = file("graph-v1.0-2026-08.subset.schema.json");

/** Whether Microsoft's published description lies beside the checkout. */
export const hasPublishedModel = existsSync(schemaFile);

/** An action or a function that is called on something. */
export interface Operation {
  readonly name: string;
  readonly boundTo: string;
  readonly onCollection: boolean;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly returns: string | undefined;
}

/** Who may call one method of an address: `any` is enough by itself, `together` are groups of which all are needed. */
export interface Permissions {
  readonly any: ReadonlySet<string>;
  readonly together: readonly (readonly string[])[];
}

export interface Endpoint {
  readonly methods: ReadonlySet<string>;
  /** By method, for tokens of persons and of applications. */
  readonly permissions: ReadonlyMap<string, Readonly<Record<"delegated" | "application", Permissions>>>;
  /** Names of query options by method, where the older description lists them. */
  readonly options: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What Microsoft publishes about Graph v1.0, ready to judge requests and answers by. */
export interface PublishedModel {
  readonly roots: ReadonlyMap<string, { readonly type: string; readonly isCollection: boolean }>;
  readonly operations: readonly Operation[];
  /** By address in small letters, with `{id}` for keys and without `/$ref` and `/$count`. */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  definition(type: string): JsonObject | undefined;
  validator(type: string): ValidateFunction | undefined;
  /** Names that a request may not set. */
  readOnly(type: string, name: string): boolean;
}

let read: PublishedModel | undefined;

/** Read once a process, and only where something is to be judged. */
export function publishedModel(): PublishedModel {
  read ??= readModel();
  return read;
}

function readModel(): PublishedModel {
  const schema = json(schemaFile);
  const definitions = objectIn(schema.$defs);
  const readOnlyTypes = objectIn(json(file("read-only-properties.json")).types);
  const metadata = readFileSync(file("graph-v1.0-2026-08.subset.csdl.xml"), "utf8");
  const ajv = new Ajv2020.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(schema, "graph");
  return {
    roots: rootsIn(metadata),
    operations: operationsIn(metadata),
    endpoints: endpointsIn(),
    definition: (type) => {
      const found = definitions[`microsoft.graph.${type}`];
      return isJsonObject(found) ? found : undefined;
    },
    validator: (type) => ajv.getSchema(`graph#/$defs/microsoft.graph.${type}`),
    readOnly: (type, name) => objectIn(objectIn(readOnlyTypes[type])[name]).readOnly === true,
  };
}

function json(path: string): JsonObject {
  return JSON.parse(readFileSync(path, "utf8")) as JsonObject;
}

export function objectIn(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function plainType(type: string): string {
  return type.replace(/^(microsoft\.)?graph\./, "");
}

function rootsIn(metadata: string): PublishedModel["roots"] {
  const sets = [...metadata.matchAll(/<EntitySet Name="(\w+)" EntityType="([\w.]+)"/g)];
  const singletons = [...metadata.matchAll(/<Singleton Name="(\w+)" Type="([\w.]+)"/g)];
  return new Map<string, { readonly type: string; readonly isCollection: boolean }>([
    ...sets.map(([, name = "", type = ""]) => [name, { type: plainType(type), isCollection: true }] as const),
    ...singletons.map(([, name = "", type = ""]) => [name, { type: plainType(type), isCollection: false }] as const),
  ]);
}

function operationsIn(metadata: string): readonly Operation[] {
  const blocks = metadata.matchAll(/<(Action|Function) Name="(\w+)"[^>]*IsBound="true"[^>]*>([\s\S]*?)<\/\1>/g);
  return [...blocks].map(([, , name = "", inside = ""]) => {
    const all = [...inside.matchAll(/<Parameter Name="(\w+)" Type="([^"]+)"/g)].map(
      ([, parameter = "", type = ""]) => ({
        name: parameter,
        type,
      }),
    );
    const [bound, ...parameters] = all;
    const { type, isCollection } = typeIn(bound?.type ?? "");
    const returns = /<ReturnType Type="([^"]+)"/.exec(inside)?.[1];
    return { name, boundTo: type, onCollection: isCollection, parameters, returns };
  });
}

/** `Collection(graph.user)` → user, many. */
export function typeIn(text: string): { readonly type: string; readonly isCollection: boolean } {
  const inner = /^Collection\((.*)\)$/.exec(text)?.[1];
  return { type: plainType(inner ?? text), isCollection: inner !== undefined };
}

type Scheme = { readonly least: readonly string[]; readonly other: readonly string[] };
type Also = { readonly also: string; readonly permission: string };

function endpointsIn(): PublishedModel["endpoints"] {
  const found = new Map<string, MutableEndpoint>();
  const at = (path: string) => {
    const key = addressKey(path);
    const endpoint = found.get(key) ?? { methods: new Set(), permissions: new Map(), options: new Map() };
    found.set(key, endpoint);
    return endpoint;
  };
  const listed = json(file("endpoints.json")).endpoints as unknown as readonly {
    path: string;
    methods: Record<string, Record<string, Scheme | readonly Also[]>>;
  }[];
  for (const { path, methods } of listed) {
    for (const [method, schemes] of Object.entries(methods)) {
      const endpoint = at(path);
      endpoint.methods.add(method);
      endpoint.permissions.set(method, permissionsIn(schemes));
    }
  }
  const documented = new Set(found.keys());
  const older = json(file("graph-v1.0-2023-07.subset.openapi.json"));
  for (const [path, methods] of Object.entries(objectIn(older.paths))) {
    for (const [method, described] of Object.entries(objectIn(methods))) {
      if (!/^(get|post|patch|put|delete)$/.test(method)) continue;
      const endpoint = at(path);
      // It lists methods that the service refuses; what is documented goes first.
      if (path.endsWith("$ref") || !documented.has(addressKey(path))) endpoint.methods.add(method.toUpperCase());
      if (!/\$(ref|count)$/.test(path))
        endpoint.options.set(method.toUpperCase(), optionsIn(objectIn(described), older));
    }
  }
  return found;
}

interface MutableEndpoint extends Endpoint {
  readonly methods: Set<string>;
  readonly permissions: Map<string, Readonly<Record<"delegated" | "application", Permissions>>>;
  readonly options: Map<string, ReadonlySet<string>>;
}

/** One spelling for the three that the descriptions have, and for ours. */
export function addressKey(path: string): string {
  return path
    .replace(/microsoft\.graph\.(?=(delta|restore|getByIds|\w+By\w+|assignLicense|addPassword|removePassword))/g, "")
    .replace(/\(appId=[^)]*\)/gi, "/{id}")
    .replace(/\{[^}]*\}/g, "{id}")
    .replace(/\(\)/g, "")
    .replace(/\/\$(ref|count)$/, "")
    .toLowerCase();
}

function permissionsIn(schemes: Record<string, Scheme | readonly Also[]>) {
  const together = Array.isArray(schemes.alsoRequires) ? (schemes.alsoRequires as readonly Also[]) : [];
  const of = (name: string): Permissions => {
    const scheme = schemes[name];
    const any = scheme !== undefined && "least" in scheme ? [...scheme.least, ...scheme.other] : [];
    const pairs = together.map(({ also, permission }) => [permission, ...also.split(",")]);
    return { any: new Set(any), together: pairs };
  };
  return { delegated: of("DelegatedWork"), application: of("Application") };
}

function optionsIn({ parameters }: JsonObject, older: JsonObject): ReadonlySet<string> {
  const shared = objectIn(objectIn(older.components).parameters);
  const listed = objectsIn(parameters);
  const names = listed.map((parameter) => {
    const reference = typeof parameter.$ref === "string" ? parameter.$ref.split("/").at(-1) : undefined;
    const { name, in: place } = reference === undefined ? parameter : objectIn(shared[reference]);
    return place === "query" ? String(name) : "";
  });
  return new Set(names.filter((name) => name !== ""));
}
