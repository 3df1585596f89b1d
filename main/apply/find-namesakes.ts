import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { PlanStep } from "../../preload/contract/plan.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { urlPart } from "../catalogue/url-part.ts";
import { nameToFind } from "../plan/name-to-find.ts";
import type { Reading } from "./read-found.ts";

/**
 * The ids of objects that go by the name of one that is to be made again. Asked before a POST and after one whose answer
 * was lost, it tells whether the object was made: a POST is never repeated without looking.
 */
export async function findNamesakes(step: PlanStep, reading: Reading): Promise<readonly string[]> {
  const { list } = definitionOf(step.type);
  const [name, value] = nameToFind(step);
  if (step.type === "user") return userNamed(value, reading);
  if (list.selectable) return idsAt(filtered(list.path, name, value), () => true, reading);
  return idsAt(list.path, (item) => item[name] === value, reading);
}

async function userNamed(name: string, { collector }: Reading): Promise<readonly string[]> {
  const url = `/users/${urlPart(name)}?$select=id`;
  const { status, body } = await collector.send({ method: "GET", url });
  const id = status < 300 ? (body as JsonObject | undefined)?.id : undefined;
  return typeof id === "string" ? [id] : [];
}

/** Quotes are doubled, everything else is percent-encoded (fault C38). */
function filtered(path: string, name: string, value: string): string {
  return `${path}?$filter=${name} eq '${urlPart(value.replaceAll("'", "''"))}'&$select=id`;
}

async function idsAt(
  path: string,
  isMeant: (item: JsonObject) => boolean,
  { graph, options }: Reading,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const page of graph.pages(path, options)) {
    for (const item of page.items) if (isMeant(item) && typeof item.id === "string") ids.push(item.id);
  }
  return ids;
}
