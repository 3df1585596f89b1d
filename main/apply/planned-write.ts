import { isDeepStrictEqual } from "node:util";
import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { PlanStep, StepLink } from "../../preload/contract/plan.ts";
import { definitionOf, linkKey } from "../catalogue/catalogue.ts";
import type { WriteRequest } from "../catalogue/object-type-definition.ts";
import { directoryObjectLink, graphPlaceholder, passwordPlaceholder } from "../catalogue/placeholders.ts";
import type { IdMap } from "../plan/replace-ids.ts";
import { requestsOf } from "../plan/step-requests.ts";
import { resolveStep } from "./resolve-step.ts";

/** A write as it leaves, or as it arrives: below the version, its placeholders filled or not. */
export type Write = Pick<WriteRequest, "method" | "path"> & { readonly body?: JsonObject | undefined };

/**
 * Whether a write is one that the reviewed step contains, whole or (links) in part. It goes by the plan alone, so that
 * no mistake in judging what is left to write can send anything that nobody reviewed. `recordOf` tells what a record
 * link's id stands for, where that is known: Graph gives a record that was made again a new id.
 */
export function isPlanned(
  write: Write,
  reviewed: PlanStep,
  ids: IdMap,
  recordOf?: (id: string) => LinkTarget | undefined,
): boolean {
  const step = resolveStep(reviewed, ids);
  if (isPartOfBlocks(write, step)) return true;
  return plannedRequests(step).some(
    (planned) => isSameWrite(write, planned) || isSameRecord(write, planned, step, recordOf),
  );
}

/** A change or removal of a record that the step names, whatever id it goes by now. */
function isSameRecord(
  write: Write,
  planned: WriteRequest,
  { type, links }: PlanStep,
  recordOf?: (id: string) => LinkTarget | undefined,
): boolean {
  const [place, id] = splitLast(write.path);
  if (place !== splitLast(planned.path)[0] || write.method !== planned.method) return false;
  if (write.method !== "DELETE" && write.method !== "PATCH") return false;
  if (write.method === "PATCH" && !isSameBody(write.body, planned.body)) return false;
  return links.some(({ link, add, remove }) => {
    const rule = definitionOf(type).links[link];
    if (rule?.shape !== "record") return false;
    const record = recordOf?.(id);
    if (recordOf === undefined || record === undefined) return recordOf === undefined;
    return [...add, ...remove].some((target) => linkKey(rule, target) === linkKey(rule, record));
  });
}

/** All that carrying out the step can take: a link's two sides also come apart, and a block of links one by one. */
function plannedRequests(step: PlanStep): readonly WriteRequest[] {
  const sides = step.links.flatMap(({ link, add, remove }): readonly StepLink[] => [
    { link, add, remove: [] },
    { link, add: [], remove },
  ]);
  const whole = requestsOf(step);
  const apart = sides.flatMap((side) => requestsOf({ ...step, links: [side] }));
  return [...whole, ...apart].flatMap((request) => [request, ...(request.otherwise ?? [])]);
}

function isSameWrite(write: Write, planned: WriteRequest): boolean {
  if (write.method !== planned.method || decodeURIComponent(write.path) !== decodeURIComponent(planned.path)) {
    return false;
  }
  return isSameBody(write.body, planned.body);
}

function isSameBody(body: JsonObject | undefined, planned: JsonObject | undefined): boolean {
  return isSameValue(body ?? {}, planned ?? {});
}

/** Placeholders stand for the cloud's address at the start of a link, and for any password. */
function isSameValue(value: JsonValue | undefined, planned: JsonValue | undefined): boolean {
  if (planned === passwordPlaceholder) return typeof value === "string";
  if (typeof planned === "string" && planned.startsWith(`${graphPlaceholder}/`)) return isSameLink(value, planned);
  if (Array.isArray(planned)) {
    const list = Array.isArray(value) ? value : undefined;
    return list?.length === planned.length && planned.every((item: JsonValue, index) => isSameValue(list[index], item));
  }
  if (!isJsonObject(planned)) return isDeepStrictEqual(value, planned);
  const names = Object.keys(planned);
  if (!isJsonObject(value) || Object.keys(value).length !== names.length) return false;
  return names.every((name) => isSameValue(value[name], planned[name]));
}

function isSameLink(value: JsonValue | undefined, planned: string): boolean {
  const rest = planned.slice(graphPlaceholder.length);
  return typeof value === "string" && (value === planned || (/^https:/.test(value) && value.endsWith(rest)));
}

/** Links that are there already are left out, and what is left falls into other blocks than the plan's. */
function isPartOfBlocks({ method, path, body = {} }: Write, { type, object, links }: PlanStep): boolean {
  const [[name = "", targets] = [], ...others] = Object.entries(body);
  const [link = "", bind] = name.split("@odata.");
  const isBlock = method === "PATCH" && bind === "bind" && others.length === 0 && Array.isArray(targets);
  if (!isBlock || path !== `${definitionOf(type).list.path}/${object.id}`) return false;
  const added = links.filter((each) => each.link === link).flatMap(({ add }) => add);
  return targets.every((target: JsonValue) =>
    added.some((id) => typeof id === "string" && isSameValue(target, directoryObjectLink(id))),
  );
}

function splitLast(path: string): readonly [string, string] {
  const mark = path.lastIndexOf("/");
  return [path.slice(0, mark), decodeURIComponent(path.slice(mark + 1))];
}
