import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { jsonText } from "../../preload/contract/json-value.ts";
import { wordsOf } from "../../preload/contract/part-words.ts";
import type { LinkRule, ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { type GraphRefusal, isLasting } from "../graph/graph-refusal.ts";
import { normalizeLink } from "../graph/normalize-object.ts";
import type { CaptureRun } from "./capture-run.ts";
import { readingOf } from "./capture-run.ts";
import type { Findings } from "./findings.ts";

/** For each link that is one list of the whole tenant: owner's id → its targets. A link that failed is not in it. */
export type TenantLinks = ReadonlyMap<string, ReadonlyMap<string, readonly LinkTarget[]>>;

/** Reads the tenant-wide lists of a type once (all delegated grants) and spreads them over the objects. */
export async function readTenantLinks(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  findings: Findings,
): Promise<TenantLinks> {
  const read = new Map<string, ReadonlyMap<string, readonly LinkTarget[]>>();
  for (const [link, rule] of Object.entries(definition.links)) {
    if (rule.read.from !== "tenant-list") continue;
    try {
      read.set(link, await spread(rule, rule.read.path, rule.read.ownerKey, definition, run));
    } catch (error) {
      if (rule.apart === undefined || !isLasting(error)) findings.failed(error, wordsOf(link));
      else findings.note(whyUnknown(link, rule.apart, { definition, run, error }));
    }
  }
  return read;
}

function whyUnknown(
  link: string,
  { permission, role, licence }: NonNullable<LinkRule["apart"]>,
  about: { readonly definition: ObjectTypeDefinition; readonly run: CaptureRun; readonly error: GraphRefusal },
): string {
  const { because, status, message } = about.error;
  const unknown = `Not known of ${about.definition.plural}: ${wordsOf(link)}`;
  if (because === "licence") return `${unknown}; the tenant has no licence for that (${licence}).`;
  if (because === "challenge" || status !== 403) return `${unknown}. ${message}`;
  if (about.run.permissions?.includes(permission) === true) return `${unknown}; the account needs the role ${role}.`;
  return `${unknown}; reading that needs ${permission} and, of a person, the role ${role}.`;
}

async function spread(
  rule: LinkRule,
  path: string,
  ownerKey: string,
  definition: ObjectTypeDefinition,
  run: CaptureRun,
) {
  const byOwner = new Map<string, JsonObject[]>();
  for await (const { items } of run.graph.pages(path, readingOf(run, definition.readPermissions))) {
    for (const item of items) {
      const owner = jsonText(item[ownerKey]);
      const items = byOwner.get(owner) ?? [];
      items.push(item);
      byOwner.set(owner, items);
    }
  }
  return new Map([...byOwner].map(([owner, records]) => [owner, normalizeLink(rule, records)]));
}
