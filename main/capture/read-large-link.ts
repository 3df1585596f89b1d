import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import { wordsOf } from "../../preload/contract/part-words.ts";
import type { BatchResponse } from "../graph/graph.ts";
import { linkIn } from "../graph/link-requests.ts";
import { readingOf } from "./capture-run.ts";
import { createProgressMeter } from "./progress-meter.ts";
import type { LinkSources, Question } from "./read-links.ts";

/**
 * A link of more than one page, with progress of its own: hundreds of pages of one group look like a capture that hangs
 * (fault A4). Undefined, which means unknown, where it has more than are read of one object: a count ends it after one page.
 */
export async function readLargeLink(
  { link, rule, address }: Question,
  response: BatchResponse,
  sources: LinkSources,
): Promise<readonly LinkTarget[] | undefined> {
  const { run, definition, findings } = sources;
  const { graph, clock, onProgress, mostMembers: most } = run;
  const reading = readingOf(run, definition.readPermissions);
  const total = most === undefined ? undefined : await graph.count(pathOf(address), reading);
  const isTooLarge = (count: number | undefined) => most !== undefined && count !== undefined && count > most;
  if (!isTooLarge(total)) {
    const message = `Reading one large ${definition.singular}: ${wordsOf(link)}`;
    const meter = createProgressMeter({ message, total: total ?? null, clock, onProgress });
    const targets = await linkIn(rule, response, graph, address, { ...reading, most, onPage: meter.add });
    if (!isTooLarge(targets.length)) return targets;
  }
  findings.note(
    `Not known of a ${definition.singular} that has more than ${most}: ${wordsOf(link)}; no more are read of one, as capture --most-members says.`,
  );
  return undefined;
}

function pathOf(address: string): string {
  return address.split("?", 1)[0] ?? address;
}
