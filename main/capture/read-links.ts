import type { DirectoryObject, LinkTarget } from "../../preload/contract/directory-object.ts";
import type { LinkRule, ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
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
  /** Links that Graph would not give within the budget: asking for the next thousand objects too would take for ever. */
  readonly abandoned: Set<string>;
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
 * batches. A link that could not be read stays absent, which means unknown, and is a finding; it is never empty.
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
      if (rule.appliesTo?.(object) === false || sources.abandoned.has(link)) continue;
      const targets = given(object, link, rule, sources);
      const address = targets === undefined ? linkAddress(rule, object.id) : undefined;
      if (targets !== undefined) links[link] = targets;
      else if (address !== undefined) questions.push({ object, link, rule, address });
    }
  }
  await ask(questions, known, sources);
  return objects.map((object) => ({ ...object, links: known.get(object) ?? {} }));
}

function given(object: DirectoryObject, link: string, rule: LinkRule, { delta, tenant }: LinkSources) {
  if (rule.read.from === "delta") return object.links[link] ?? delta?.take(object.id, link);
  if (rule.read.from !== "tenant-list") return undefined;
  const owners = tenant.get(link);
  return owners === undefined ? undefined : (owners.get(object.id) ?? []);
}

async function ask(
  questions: readonly Question[],
  known: ReadonlyMap<DirectoryObject, Record<string, readonly LinkTarget[]>>,
  sources: LinkSources,
): Promise<void> {
  const requests = questions.map(({ address }, index) => ({ id: `${index}`, method: "GET" as const, url: address }));
  const responses = await sources.run.graph.batch(requests, reading(sources));
  for (const [index, question] of questions.entries()) {
    const targets = await answered(question, responses[index], sources);
    const links = known.get(question.object);
    if (targets !== undefined && links !== undefined) links[question.link] = targets;
  }
}

async function answered(
  question: Question,
  response: BatchResponse | undefined,
  sources: LinkSources,
): Promise<readonly LinkTarget[] | undefined> {
  const { link, rule } = question;
  const { findings, abandoned } = sources;
  if (response === undefined) throw new Error("the batch lost an answer");
  try {
    if (rule.read.from === "delta" && furtherPage(response.body) !== undefined)
      return await readLargeLink(question, response, sources);
    return await linkIn(rule, response, sources.run.graph, question.address, reading(sources));
  } catch (error) {
    findings.linkFailed(link, error);
    // The retries inside took the whole budget.
    if (error instanceof GraphRefusal && (error.status === 429 || error.status >= 500)) abandoned.add(link);
    return undefined;
  }
}

function reading({ run, definition }: LinkSources) {
  return readingOf(run, definition.readPermissions);
}
