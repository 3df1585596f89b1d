import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { isJsonObject, type JsonObject, type JsonValue } from "../../preload/contract/json-value.ts";

const folder = resolve(import.meta.dirname, "../../../shared/graph-openapi");
const schemaFile = resolve(folder, "graph-v1.0-2026-08.subset.schema.json");
const readOnlyFile = resolve(folder, "read-only-properties.json");

/** Whether Microsoft's published description lies beside the checkout. Tests that want it say when it does not. */
export const hasPublishedSchema = existsSync(schemaFile);
if (!hasPublishedSchema)
  process.stderr.write("Left out: the published Graph description is not beside this checkout.\n");

function read(file: string): JsonObject {
  return hasPublishedSchema ? (JSON.parse(readFileSync(file, "utf8")) as JsonObject) : {};
}

const schema = read(schemaFile);
const definitions = objectIn(schema.$defs);
const readOnly = objectIn(read(readOnlyFile).types);
const ajv = new Ajv2020.default({ strict: false, allErrors: true });
addFormats.default(ajv);
if (hasPublishedSchema) ajv.addSchema(schema, "graph");

export function objectIn(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The structural properties of a type. */
export function propertiesOf(type: string): JsonObject {
  return Object.fromEntries(Object.entries(allOf(type)).filter(([, property]) => !isLink(property)));
}

/** The names of a type's links. */
export function linksOf(type: string): readonly string[] {
  return Object.entries(allOf(type)).flatMap(([name, property]) => (isLink(property) ? [name] : []));
}

function allOf(type: string): JsonObject {
  return objectIn(objectIn(definitions[`microsoft.graph.${type}`]).properties);
}

function isLink(property: JsonValue): boolean {
  return "x-navigation" in objectIn(property);
}

/** What is wrong with a body for this type: unknown names at the top (open types let them pass), shapes, read-only parts. */
export function faultsOf(type: string, body: JsonObject): readonly string[] {
  const known = propertiesOf(type);
  const unknown = Object.keys(body).filter((name) => !name.includes("@") && !Object.hasOwn(known, name));
  const validate = ajv.getSchema(`graph#/$defs/microsoft.graph.${type}`);
  if (validate === undefined) return [`no type ${type}`];
  const wrong = validate(body) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  return [...unknown.map((name) => `unknown ${name}`), ...wrong, ...readOnlyParts(type, body, type)];
}

function readOnlyParts(type: string, body: JsonObject, place: string): readonly string[] {
  const marks = objectIn(readOnly[type]);
  const properties = propertiesOf(type);
  return Object.entries(body).flatMap(([name, value]) => {
    const here = `${place}.${name}`;
    // A nested `id` is the key of an entity type and still what identifies it in a body.
    const isKey = name === "id" && place !== type;
    const marked = objectIn(marks[name]).readOnly === true && !isKey ? [`read-only ${here}`] : [];
    const items = Array.isArray(value) ? value : [value];
    const inner = items
      .filter(isJsonObject)
      .flatMap((item) => readOnlyParts(typeOf(item, properties[name]), item, here));
    return [...marked, ...inner];
  });
}

function typeOf(item: JsonObject, property: JsonValue | undefined): string {
  const named = item["@odata.type"];
  if (typeof named === "string") return named.replace("#microsoft.graph.", "");
  return typesIn(property)[0] ?? "";
}

function typesIn(property: JsonValue | undefined): readonly string[] {
  return [...JSON.stringify(property ?? null).matchAll(/\$defs\/microsoft\.graph\.([A-Za-z0-9]+)"/g)].map(
    (match) => match[1] ?? "",
  );
}

/** An object of the type in which every structural property has a value that the schema accepts. */
export function fullObject(type: string): JsonObject {
  return Object.fromEntries(
    Object.entries(propertiesOf(type)).map(([name, property]) => [name, sample(objectIn(property), name)]),
  );
}

function sample(property: JsonObject, name: string): JsonValue {
  const ref = property.$ref;
  if (typeof ref === "string") return sampleOfType(ref.replace("#/$defs/microsoft.graph.", ""));
  const choices = property.allOf ?? property.anyOf;
  // The last derived type says most; null comes last of all.
  const usable = (Array.isArray(choices) ? choices : []).map(objectIn).filter((choice) => choice.type !== "null");
  const choice = usable.at(-1);
  if (choice !== undefined) return sample(choice, name);
  if (typesOf(property).includes("array")) return [sample(objectIn(property.items), name)];
  return sampleScalar(property, name);
}

function typesOf({ type }: JsonObject): readonly JsonValue[] {
  return Array.isArray(type) ? type : [type ?? "string"];
}

function sampleScalar(property: JsonObject, name: string): JsonValue {
  const types = typesOf(property);
  if (types.includes("boolean")) return true;
  if (types.includes("integer") || types.includes("number")) return 5;
  if (property.format === "date-time") return "2026-03-04T05:06:07Z";
  if (property.format === "date") return "2026-03-04";
  if (property.format === "uuid") return "5f1c0d8e-0001-4000-8000-000000000001";
  if (property.format === "duration") return "PT8H";
  return `a ${name}`;
}

function sampleOfType(type: string): JsonValue {
  const definition = objectIn(definitions[`microsoft.graph.${type}`]);
  const words = definition.enum ?? definition["x-flags"];
  if (Array.isArray(words)) return words[1] ?? words[0] ?? null;
  const derived = definition["x-baseType"] === undefined ? {} : { "@odata.type": `#microsoft.graph.${type}` };
  return { ...derived, ...fullObject(type) };
}
