import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { objectIn, type PublishedModel, typeIn } from "./published-model.ts";
import { basesOf, namesOf } from "./walk-path.ts";

/** What is wrong with an object as one of `type`, or of the derived type that it says it is: names, shapes, words. */
export function faultsOfValue(type: string, object: JsonObject, model: PublishedModel): readonly string[] {
  const own = ownType(type, object, model);
  if (own === undefined) return [`${String(object["@odata.type"])} is no ${type}`];
  const validate = model.validator(own);
  if (validate === undefined) return [`there is no type ${own}`];
  const known = new Set([...namesOf(own, model, "values"), ...namesOf(own, model, "links")]);
  // Open types let any name pass at their top; here none but the described ones may.
  const unknown = Object.keys(object).filter((name) => !/[@#]/.test(name) && !known.has(name));
  const wrong = validate(object) ? [] : (validate.errors ?? []);
  return [
    ...unknown.map((name) => `${own} has no ${name}`),
    ...wrong.map(({ instancePath, message, params }) => `${own}${instancePath} ${message}${extra(params)}`),
  ];
}

/** The name or words that the validator's sentence leaves out. */
function extra(params: Readonly<Record<string, unknown>>): string {
  const more = params.additionalProperty ?? params.allowedValues;
  return more === undefined ? "" : ` (${String(more)})`;
}

/** An answer without the lists that it gives as null: Graph does that, although its description says never (fault B1). */
export function withoutNullLists(type: string, object: JsonObject, model: PublishedModel): JsonObject {
  const said = typeIn(String(object["@odata.type"] ?? "").replace("#", "")).type;
  const properties = objectIn((model.definition(said) ?? model.definition(type))?.properties);
  const entries = Object.entries(object).filter(
    ([name, value]) => value !== null || objectIn(properties[name]).type !== "array",
  );
  const inner = (name: string, value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map((item: JsonValue) => inner(name, item));
    return isJsonObject(value) ? withoutNullLists(innerType(properties[name]), value, model) : value;
  };
  return Object.fromEntries(entries.map(([name, value]) => [name, inner(name, value)]));
}

/** The type that the object says it has, if it is `type` or one made from it. */
export function ownType(type: string, object: JsonObject, model: PublishedModel): string | undefined {
  const said = object["@odata.type"];
  if (typeof said !== "string") return type;
  const own = typeIn(said.replace("#", "")).type;
  // What only stands for another workload's type is not in the excerpt.
  if (model.definition(own) === undefined) return undefined;
  return own === type || basesOf(own, model).includes(type) ? own : undefined;
}

/** Parts of a body that Graph says cannot be set. */
export function readOnlyParts(type: string, body: JsonObject, model: PublishedModel, place = type): readonly string[] {
  const own = ownType(type, body, model) ?? type;
  const properties = objectIn(model.definition(own)?.properties);
  return Object.entries(body).flatMap(([name, value]) => {
    // A nested `id` is the key of an entity and still what identifies it in a body.
    const isKey = name === "id" && place !== type;
    const marked = model.readOnly(own, name) && !isKey ? [`${place}.${name} is read-only`] : [];
    const inner = (Array.isArray(value) ? value : [value]).filter(isJsonObject);
    return [
      ...marked,
      ...inner.flatMap((item) => readOnlyParts(innerType(properties[name]), item, model, `${place}.${name}`)),
    ];
  });
}

function innerType(property: JsonValue | undefined): string {
  return /\$defs\/microsoft\.graph\.(\w+)"/.exec(JSON.stringify(property ?? null))?.[1] ?? "";
}
