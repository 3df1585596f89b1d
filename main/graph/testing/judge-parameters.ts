import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { faultsOfValue } from "./judge-values.ts";
import { type Operation, type PublishedModel, typeIn } from "./published-model.ts";

/** What is wrong with the body of an action. */
export function faultsOfParameters(operation: Operation, body: JsonObject, model: PublishedModel): readonly string[] {
  const types = new Map(operation.parameters.map(({ name, type }) => [name, type]));
  return Object.entries(body).flatMap(([name, value]) => {
    const type = types.get(name);
    return type === undefined ? [`${operation.name} takes no ${name}`] : faultsOfTyped(type, value, name, model);
  });
}

function faultsOfTyped(text: string, value: JsonValue, name: string, model: PublishedModel): readonly string[] {
  const { type, isCollection } = typeIn(text);
  if (isCollection && !Array.isArray(value)) return [`${name} is no list`];
  const items = isCollection && Array.isArray(value) ? value : [value];
  return items.flatMap((item) => faultsOfItem(type, item, name, model));
}

const primitives: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  "Edm.String": (value) => typeof value === "string",
  "Edm.Boolean": (value) => typeof value === "boolean",
  "Edm.Guid": (value) => typeof value === "string" && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value),
};

function faultsOfItem(type: string, item: JsonValue, name: string, model: PublishedModel): readonly string[] {
  const fits = primitives[type];
  if (fits !== undefined) return fits(item) ? [] : [`${name} is no ${type}`];
  return isJsonObject(item) ? faultsOfValue(type, item, model) : [`${name} is no ${type}`];
}
