import type { DirectoryObject, LinkTarget } from "../../preload/contract/directory-object.ts";
import type { LinkRule, ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { urlPart } from "../catalogue/url-part.ts";
import type { BatchResponse } from "../graph/graph.ts";
import { GraphRefusal } from "../graph/graph-refusal.ts";
import { furtherPage, linkAddress, linkIn } from "../graph/link-requests.ts";
import type { CaptureRun } from "./capture-run.ts";
import { readingOf } from "./capture-run.ts";
import type { DeltaLinks } from "./delta-links.ts";
import type { Findings } from "./findings.ts";
import { readLargeLink } from "./read-large-link.ts";
import type { TenantLinks } from "./tenant-links.ts";

export interface LinkSources {
  readonly definition: ObjectTypeDefinition;
  readonly run: CaptureRun;
  readonly findings: Findings;
  readonly delta: DeltaLinks | undefined;
  readonly tenant: TenantLinks;
  /** Links of which Graph gave none within the budget, and why: asking for the next thousand objects too would take for ever. */
  readonly abandoned: Map<string, GraphRefusal>;
}

/** One object's link, asked for by itself. */
export interface Question {
  readonly object: DirectoryObject;
  readonly link: string;
  readonly rule: LinkRule;
  readonly address: string;
}

/**
 * The objects with their links: out of the delta round and the tenant-wide lists where they are, else asked for in
 * batches. A link that could not be read stays absent, which means unknown, and is a finding; it is never empty. What was
 * deleted since it was listed is left out: a capture takes hours, and something goes in every one of them.
 */
export async function readLinks(
  objects: readonly DirectoryObject[],
  sources: LinkSources,
): Promise<readonly DirectoryObject[]> {
  const known = new Map<DirectoryObject, Record<string, readonly LinkTarget[]>>();
  const questions: Question[] = [];
  for (const object of objects) {
    const links: Record<string, readonly LinkTarget[]> = {};
    known.set(object, links);
    for (const [link, rule] of Object.entries(sources.definition.links)) {
      if (rule.appliesTo?.(object) === false) continue;
      const targets = given(object, link, rule, sources);
      const address = targets === undefined && !isAbandoned(link, sources) ? linkAddress(rule, object.id) : undefined;
      if (targets !== undefined) links[link] = targets;
      else if (address !== undefined) questions.push({ object, link, rule, address });
    }
  }
  const gone = await ask(questions, known, sources);
  const still = gone.size === 0 ? objects : objects.filter((object) => !gone.has(object));
  return still.map((object) => ({ ...object, links: known.get(object) ?? {} }));
}

function isAbandoned(link: string, { abandoned, findings }: LinkSources): boolean {
  const why = abandoned.get(link);
  if (why !== undefined) findings.linkFailed(link, why);
  return why !== undefined;
}

function given(object: DirectoryObject, link: string, rule: LinkRule, { delta, tenant }: LinkSources) {
  if (rule.read.from === "delta") return object.links[link] ?? delta?.take(object.id, link);
  if (rule.read.from !== "tenant-list") return undefined;
  const owners = tenant.get(link);
  return owners === undefined ? undefined : (owners.get(object.id) ?? []);
}

/** Asks, fills in what is answered, and returns the objects that are not there any more. */
async function ask(
  questions: readonly Question[],
  known: ReadonlyMap<DirectoryObject, Record<string, readonly LinkTarget[]>>,
  sources: LinkSources,
): Promise<ReadonlySet<DirectoryObject>> {
  const requests = questions.map(({ address }, index) => ({ id: `${index}`, method: "GET" as const, url: address }));
  const responses = await sources.run.graph.batch(requests, reading(sources));
  const gone = new Set<DirectoryObject>();
  const linksAnswered = new Set<string>();
  const refused = new Map<string, GraphRefusal>();
  for (const [index, question] of questions.entries()) {
    const { object, link } = question;
    if (gone.has(object)) continue;
    try {
      const targets = await answered(question, responses[index], sources);
      const links = known.get(object);
      if (targets !== undefined && links !== undefined) links[link] = targets;
      linksAnswered.add(link);
    } catch (error) {
      if (await isGone(object, error, sources)) {
        gone.add(object);
        continue;
      }
      sources.findings.linkFailed(link, error);
      if (error instanceof GraphRefusal && mayPass(error)) refused.set(link, error);
    }
  }
  // The retries inside took the whole budget. A single object that Graph can never answer for says nothing of the others.
  for (const [link, error] of refused) if (!linksAnswered.has(link)) sources.abandoned.set(link, error);
  return gone;
}

function mayPass({ status }: GraphRefusal): boolean {
  return status === 429 || status >= 500;
}

/** Whether a link was not found because its object has been deleted meanwhile. */
async function isGone({ id }: DirectoryObject, error: unknown, sources: LinkSources): Promise<boolean> {
  if (!(error instanceof GraphRefusal) || error.status !== 404) return false;
  const address = `${sources.definition.list.path}/${urlPart(id)}?$select=id`;
  try {
    return (await sources.run.graph.get(address, reading(sources))) === undefined;
  } catch (refusal) {
    if (refusal instanceof GraphRefusal) return false;
    throw refusal;
  }
}

async function answered(
  question: Question,
  response: BatchResponse | undefined,
  sources: LinkSources,
): Promise<readonly LinkTarget[] | undefined> {
  if (response === undefined) throw new Error("the batch lost an answer");
  const { rule, address } = question;
  if (rule.read.from === "delta" && furtherPage(response.body) !== undefined)
    return readLargeLink(question, response, sources);
  return linkIn(rule, response, sources.run.graph, address, reading(sources));
}

function reading({ run, definition }: LinkSources) {
  return readingOf(run, definition.readPermissions);
}
