import { setImmediate } from "node:timers/promises";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { TypeProof } from "../../preload/contract/snapshot.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { selectOf } from "../catalogue/select-of.ts";
import { throwIfCancelled } from "../graph/cancelled.ts";
import { inOrder } from "../graph/in-order.ts";
import { normalizeObject } from "../graph/normalize-object.ts";
import { selectQuery } from "../graph/object-address.ts";
import type { CaptureRun } from "./capture-run.ts";
import { readingOf } from "./capture-run.ts";
import { UnusableRound } from "./delta-changes.ts";
import type { DeltaLinks } from "./delta-links.ts";
import { readDeltaLinks } from "./delta-links.ts";
import type { DeltaRound } from "./delta-round.ts";
import { latestDeltaLink, readDeltaRound } from "./delta-round.ts";
import type { Findings } from "./findings.ts";
import { createFindings } from "./findings.ts";
import { withoutHiddenMembers } from "./hidden-membership.ts";
import { listObjects } from "./list-objects.ts";
import { createProgressMeter } from "./progress-meter.ts";
import type { LinkSources } from "./read-links.ts";
import { readLinks } from "./read-links.ts";
import type { RecycleBin } from "./recycle-bin.ts";
import { readRecycleBin } from "./recycle-bin.ts";
import { readTenantLinks } from "./tenant-links.ts";
import type { ReadingAccount } from "./type-reading.ts";
import { accountReading } from "./type-reading.ts";

/** Chunks whose links are read at the same time, so that the limiter never waits for us. */
const chunksAtOnce = 3;

/** The count comes from an index that lags behind: it gets this many more chances to agree with what was read. */
const recounts = 3;
const recountAfterMs = 20_000;

interface Tally {
  promised: number | null;
  read: number;
  pages: number;
  deletedItemsRead: boolean;
  mode: TypeProof["mode"];
}

/** Reads one type to the end, or as far as Graph lets us, with the proof of how far that was. */
export async function captureType(definition: ObjectTypeDefinition, run: CaptureRun): Promise<TypeProof> {
  const findings = createFindings(definition);
  const account = accountReading(definition, run);
  const tally: Tally = { promised: null, read: 0, pages: 0, deletedItemsRead: false, mode: "full" };
  try {
    if (definition.list.singleton === true) await captureSingleton(definition, run, tally, findings);
    else await captureList(definition, run, { tally, account }, findings);
  } catch (error) {
    findings.failed(error);
  }
  return proofOf(definition, tally, findings, account);
}

async function captureSingleton(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  tally: Tally,
  findings: Findings,
): Promise<void> {
  const { path } = definition.list;
  const meter = meterOf(definition, run, 1);
  const raw = await run.graph.get(`${path}${selectQuery(definition)}`, readingOf(run, definition.readPermissions));
  if (raw === undefined) {
    findings.incomplete(`The ${definition.singular} is not offered in this tenant or cloud.`);
    return;
  }
  tally.pages = 1;
  tally.read = 1;
  await handOn([normalizeObject(definition.type, raw, path.slice(path.lastIndexOf("/") + 1))], run);
  meter.add(1);
}

async function captureList(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  { tally, account }: { readonly tally: Tally; readonly account: ReadingAccount },
  findings: Findings,
): Promise<void> {
  tally.promised = (await countOf(definition, run)) ?? null;
  const bin = await recycleBinOf(definition, run, findings);
  const round = await deltaRoundOf(definition, run, { tally, account }, bin);
  if (round === undefined) await keepLatestLink(definition, run, bin);
  const delta = round === undefined ? await deltaLinksOf(definition, run, findings, bin) : undefined;
  const tenant = await readTenantLinks(definition, run, findings);
  const sources: LinkSources = { definition, run, findings, delta, tenant, abandoned: new Set() };
  const meter = meterOf(definition, run, tally.promised);
  const onPage = () => {
    tally.pages += 1;
  };
  const chunks = round?.chunks() ?? listObjects(definition.list.path, definition, run, onPage);
  for await (const objects of inOrder(chunks, chunksAtOnce, (chunk) => complete(chunk, sources))) {
    tally.read += await handOn(objects, run);
    meter.add(objects.length);
  }
  await checkCount(definition, run, tally, findings);
  await captureDeleted(definition, run, tally, findings);
}

async function complete(chunk: readonly DirectoryObject[], sources: LinkSources) {
  return withoutHiddenMembers(await readLinks(chunk, sources), sources.run, sources.findings);
}

/** What rounds tell of although no list shows it. Undefined where it cannot be read: every object's links are asked for then. */
async function recycleBinOf(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  findings: Findings,
): Promise<RecycleBin | undefined> {
  try {
    return await readRecycleBin(definition, run);
  } catch (error) {
    const reason = sentenceOf(error, definition);
    findings.note(
      `What is soft-deleted could not be read, so the links of ${definition.plural} were read one by one. ${reason}`,
    );
    return undefined;
  }
}

/** The changes since the snapshot that the type's link belongs to. Undefined: there are none to be had, read all of it. */
async function deltaRoundOf(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  { tally, account }: { readonly tally: Tally; readonly account: ReadingAccount },
  bin: RecycleBin | undefined,
): Promise<DeltaRound | undefined> {
  const base = run.deltas?.bases[definition.type];
  if (base === undefined || bin === undefined) return undefined;
  try {
    const round = await readDeltaRound(definition, base, { promised: tally.promised, bin }, run);
    tally.pages = round.pages;
    tally.mode = "delta";
    run.removed?.set(definition.type, new Set(round.removed));
    run.deltas?.onLink(definition.type, round.next, bin);
    return round;
  } catch (error) {
    // An expired link (410) or a round that does not fit: a full read needs neither. Whatever ends the run is thrown on.
    const why = error instanceof UnusableRound ? `They did not fit: ${error.message}.` : sentenceOf(error, definition);
    account.recovered(`The changes since the last snapshot could not be used, so everything was read. ${why}`);
    return undefined;
  }
}

/** A tenant that gives no link is read in full the next time too. */
async function keepLatestLink(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  bin: RecycleBin | undefined,
): Promise<void> {
  if (run.deltas === undefined || bin === undefined) return;
  try {
    const link = await latestDeltaLink(definition, run);
    if (link !== undefined) run.deltas.onLink(definition.type, link, bin);
  } catch (error) {
    sentenceOf(error, definition);
  }
}

/** The links that delta rounds bring. Undefined where Graph refuses the round: they are asked for one by one then. */
async function deltaLinksOf(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  findings: Findings,
  bin: RecycleBin | undefined,
): Promise<DeltaLinks | undefined> {
  const { delta } = definition.list;
  const links = Object.keys(definition.links).filter((name) => definition.links[name]?.read.from === "delta");
  if (delta === undefined || bin === undefined || links.length === 0) return undefined;
  const { clock, onProgress } = run;
  const message = `Reading ${links.join(" and ")} of ${definition.plural}`;
  const meter = createProgressMeter({ message, total: null, clock, onProgress });
  try {
    return await readDeltaLinks(delta, definition, { links, bin }, run, (count) => meter.add(count));
  } catch (error) {
    findings.note(
      `The delta round was refused, so ${links.join(" and ")} were read one by one. ${sentenceOf(error, definition)}`,
    );
    return undefined;
  }
}

/** The error's sentence, if it is one that does not end the run. */
function sentenceOf(error: unknown, definition: ObjectTypeDefinition): string {
  const aside = createFindings(definition);
  aside.failed(error);
  return aside.reasons().join(" ");
}

/** Objects out of the recycle bin, without links: what is in there has none that could be read. */
async function captureDeleted(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  tally: Tally,
  findings: Findings,
): Promise<void> {
  const { deletedItems } = definition.list;
  if (deletedItems === undefined) return;
  try {
    for await (const objects of listObjects(deletedItems, definition, run, () => undefined)) await handOn(objects, run);
    tally.deletedItemsRead = true;
  } catch (error) {
    findings.note(`The recycle bin of ${definition.plural} could not be read. ${sentenceOf(error, definition)}`);
  }
}

/** Hands on, and returns how many were new; then lets everybody else in this thread have a turn. */
async function handOn(objects: readonly DirectoryObject[], run: CaptureRun): Promise<number> {
  throwIfCancelled(run.signal);
  const first = await run.onObjects(objects);
  await setImmediate();
  throwIfCancelled(run.signal);
  return first;
}

function meterOf({ plural }: ObjectTypeDefinition, { clock, onProgress }: CaptureRun, total: number | null) {
  return createProgressMeter({ message: `Reading ${plural}`, total, clock, onProgress });
}

async function countOf({ list, readPermissions }: ObjectTypeDefinition, run: CaptureRun): Promise<number | undefined> {
  return list.countable ? run.graph.count(list.path, readingOf(run, readPermissions)) : undefined;
}

/** Fewer than promised is not complete, unless a later count says that the first one lagged behind. */
async function checkCount(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  tally: Tally,
  findings: Findings,
): Promise<void> {
  for (let attempt = 0; tally.promised !== null && tally.read < tally.promised; attempt += 1) {
    if (attempt === recounts) {
      const short = `${tally.read} of ${tally.promised} ${definition.plural} were read`;
      findings.incomplete(`Only ${short} although Microsoft Graph said that this was the end. Capture again.`);
      return;
    }
    await run.clock.wait(recountAfterMs, run.signal);
    tally.promised = (await countOf(definition, run)) ?? tally.promised;
  }
}

function proofOf(
  definition: ObjectTypeDefinition,
  tally: Tally,
  findings: Findings,
  account: ReadingAccount,
): TypeProof {
  const reasons = findings.reasons();
  const notes = findings.notes();
  return {
    ...tally,
    complete: reasons.length === 0,
    ...(reasons.length === 0 ? {} : { reason: reasons.join(" ") }),
    ...(notes.length === 0 ? {} : { notes }),
    selected: selectOf(definition).filter((name) => name !== "id"),
    links: Object.keys(definition.links),
    reading: account.end(reasons.length === 0),
  };
}
