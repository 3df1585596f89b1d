import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { PlanStep } from "../../preload/contract/plan.ts";
import { definitionOf, linkKey } from "../catalogue/catalogue.ts";
import type { LinkRule, ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { urlPart } from "../catalogue/url-part.ts";
import type { BatchResponse, Graph, ReadOptions } from "../graph/graph.ts";
import { refusalOf } from "../graph/graph-refusal.ts";
import { linkAddress, linkIn } from "../graph/link-requests.ts";
import { normalizeObject } from "../graph/normalize-object.ts";
import { deletedObjectAddress, objectAddress } from "../graph/object-address.ts";
import { canDecideLinks, linksOnlyWith } from "../plan/links-only-with.ts";
import type { StepFound } from "../plan/step-found.ts";
import type { BatchCollector } from "./batch-collector.ts";

export interface Reading {
  readonly graph: Graph;
  readonly collector: BatchCollector;
  readonly options: ReadOptions;
}

/**
 * The parts of the tenant that one step is about, read straight (never by an advanced query, whose index lags).
 * `units` are the top-level properties to ask for. Throws a GraphRefusal where Graph does not answer.
 */
export async function readFound(step: PlanStep, units: readonly string[], reading: Reading): Promise<StepFound> {
  const definition = definitionOf(step.type);
  const raw = await readOne(activeAddress(definition, step.object.id, units), definition, reading);
  if (raw !== undefined) {
    const { properties } = normalizeObject(step.type, raw, step.object.id);
    return {
      state: "active",
      properties: pick(properties, units),
      links: { ...(await readLinks(step, reading)), ...(await readEnding(step, properties, reading)) },
      namesakes: [],
    };
  }
  const address = deletedObjectAddress(definition, step.object.id);
  const deleted = address === undefined ? undefined : await readOne(address, definition, reading);
  return { state: deleted === undefined ? "gone" : "bin", properties: {}, links: {}, namesakes: [] };
}

/** The properties that a step expects or promises, and all of what it deletes where no recycle bin keeps that: undo has nothing else. */
export function unitsOf({ type, object, action, expected, promised }: PlanStep): readonly string[] {
  if (action === "link" || action === "restore" || action === "create") return [];
  const { restoreRequest, properties } = definitionOf(type);
  if (action === "delete" && restoreRequest(object.id) === undefined) return Object.keys(properties);
  return [...new Set([...Object.keys(expected), ...Object.keys(promised)])];
}

/** Only what is needed: asking for certificates is limited to a few requests a minute. */
function activeAddress(definition: ObjectTypeDefinition, id: string, units: readonly string[]): string {
  const [address = ""] = objectAddress(definition, id).split("?", 1);
  const names = units.filter((unit) => !unit.startsWith("@"));
  return definition.list.selectable ? `${address}?$select=${["id", ...names].join(",")}` : address;
}

async function readOne(
  url: string,
  { readPermissions }: ObjectTypeDefinition,
  { collector }: Reading,
): Promise<JsonObject | undefined> {
  const response = await collector.send({ method: "GET", url });
  if (response.status === 404) return undefined;
  if (response.status >= 300) throw refusalOf(response, url.split("?", 1)[0] ?? url, readPermissions);
  return isJsonObject(response.body) ? response.body : {};
}

async function readLinks(step: PlanStep, reading: Reading): Promise<StepFound["links"]> {
  const definition = definitionOf(step.type);
  const read = step.links.map(async ({ link, add, remove }) => {
    const rule = definition.links[link];
    if (rule === undefined) throw new Error(`no link ${link} on ${step.type}`);
    const targets = await readLink(step.object.id, rule, definition, reading);
    const meant = new Set([...add, ...remove].map((target) => linkKey(rule, target)));
    const isMeant = (target: LinkTarget) => rule.single === true || meant.has(linkKey(rule, target));
    const unlisted = (step.unlisted ?? []).filter((id) => isMeant(id) && !targets.includes(id));
    const held = await heldOf(unlisted, step.object.id, rule, definition, reading);
    return [link, [...targets.filter(isMeant), ...held]] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** Those of the applications that the object holds after all, by what they themselves say. */
async function heldOf(
  applications: readonly string[],
  holder: string,
  rule: LinkRule,
  { readPermissions }: ObjectTypeDefinition,
  { graph, collector, options }: Reading,
): Promise<readonly string[]> {
  const path = rule.read.from === "delta" ? rule.read.heldBy.servicePrincipal : undefined;
  if (path === undefined) return [];
  const asked = applications.map(async (id) => {
    const url = `${path.replace("{id}", urlPart(id))}?$select=id`;
    const response = await collector.send({ method: "GET", url });
    if (response.status === 404) return [];
    const holders = await linkIn(rule, response, graph, url, { ...options, permissions: readPermissions });
    return holders.includes(holder) ? [id] : [];
  });
  return (await Promise.all(asked)).flat();
}

/** What people put in and a rule that this step gives takes out: undo has nothing else to go by. */
async function readEnding(
  { type, action, object, promised }: PlanStep,
  properties: JsonObject,
  reading: Reading,
): Promise<StepFound["links"]> {
  if (action !== "update" || !canDecideLinks(type, Object.keys(promised))) return {};
  const definition = definitionOf(type);
  const ending = linksOnlyWith(object, properties, { ...properties, ...promised });
  const read = ending.map(async (link) => {
    const rule = definition.links[link];
    return [link, rule === undefined ? [] : await readLink(object.id, rule, definition, reading)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

async function readLink(
  id: string,
  rule: LinkRule,
  { readPermissions }: ObjectTypeDefinition,
  { graph, collector, options }: Reading,
): Promise<readonly LinkTarget[]> {
  const url = linkAddress(rule, id) ?? tenantListAddress(rule, id);
  const response: BatchResponse = await collector.send({ method: "GET", url });
  return linkIn(rule, response, graph, url, { ...options, permissions: readPermissions });
}

/** A plain comparison of an indexed id, not an advanced query. */
function tenantListAddress({ read }: LinkRule, id: string): string {
  if (read.from !== "tenant-list") throw new Error("a link without an address");
  return `${read.path}?$filter=${read.ownerKey} eq '${urlPart(id)}'`;
}

function pick(properties: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}
