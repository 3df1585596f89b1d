import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { GraphRefusal } from "../graph/graph-refusal.ts";
import type { CaptureRun } from "./capture-run.ts";
import { readingOf } from "./capture-run.ts";
import type { Findings } from "./findings.ts";

/** A count that comes from an index lags behind: it gets this many more chances to agree with what was read. */
const recounts = 3;
const recountAfterMs = 20_000;

/** How many objects of the type Graph says there are; undefined: it does not say. */
export async function countObjects(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  findings: Findings,
): Promise<number | undefined> {
  const { list, plural, readPermissions } = definition;
  const reading = readingOf(run, readPermissions);
  if (list.countable) return run.graph.count(list.path, reading);
  if (list.whole === undefined) return undefined;
  const ids = new Set<unknown>();
  try {
    for await (const { items } of run.graph.pages(list.whole, reading)) for (const { id } of items) ids.add(id);
    return ids.size;
  } catch (error) {
    if (!(error instanceof GraphRefusal) || error.code === "SIGN_IN_NEEDED") throw error;
    findings.note(`Whether ${plural} with settings in preview are missing could not be seen. ${error.message}`);
    return undefined;
  }
}

/** What was promised and what was read. */
interface Counted {
  promised: number | null;
  readonly read: number;
}

/** Fewer than promised is not complete, unless a later count says that the first one lagged behind. */
export async function checkCount(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  tally: Counted,
  findings: Findings,
): Promise<void> {
  const most = definition.list.whole === undefined ? recounts : 1;
  for (let attempt = 0; tally.promised !== null && tally.read < tally.promised; attempt += 1) {
    if (attempt === most) {
      findings.incomplete(whyFewer(definition, tally));
      return;
    }
    await run.clock.wait(recountAfterMs, run.signal);
    tally.promised = (await countObjects(definition, run, findings)) ?? tally.promised;
  }
}

function whyFewer({ plural, list }: ObjectTypeDefinition, { read, promised }: Counted): string {
  const short = `Only ${read} of ${promised} ${plural} were read`;
  return list.whole === undefined
    ? `${short} although Microsoft Graph said that this was the end. Capture again.`
    : `${short}: Microsoft Graph v1.0 leaves out those with a setting in preview, so that no snapshot holds them. Look at them in the Microsoft Entra admin centre.`;
}
