import { setImmediate } from "node:timers/promises";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { wordsOf } from "../../preload/contract/part-words.ts";
import type { TypeProof } from "../../preload/contract/snapshot.ts";
import { extensionTarget, withExtensions } from "../catalogue/directory-extensions.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { selectOf } from "../catalogue/select-of.ts";
import { throwIfCancelled } from "../graph/cancelled.ts";
import { inOrder } from "../graph/in-order.ts";
import { normalizeObject } from "../graph/normalize-object.ts";
import { selectQuery } from "../graph/object-address.ts";
import { withoutUnknownProperty } from "../graph/without-unknown-property.ts";
import type { CaptureRun } from "./capture-run.ts";
import { readingOf } from "./capture-run.ts";
import type { StagedLink, StagedPart } from "./capture-stage.ts";
import { UnusableRound } from "./delta-changes.ts";
import type { DeltaLinks } from "./delta-links.ts";
import { readDeltaLinks } from "./delta-links.ts";
import type { DeltaRound } from "./delta-round.ts";
import { deltaSelect, latestDeltaLink, readDeltaRound } from "./delta-round.ts";
import type { FoundExtensions } from "./find-extensions.ts";
import { extensionPermission, mostExtensions } from "./find-extensions.ts";
import type { Findings } from "./findings.ts";
import { createFindings } from "./findings.ts";
import { eitherBin, goOnList } from "./go-on-list.ts";
import { withoutHiddenMembers } from "./hidden-membership.ts";
import { findHidden } from "./hidden-objects.ts";
import type { Chunk } from "./list-objects.ts";
import { listObjects } from "./list-objects.ts";
import { createProgressMeter } from "./progress-meter.ts";
import type { ApartValues } from "./read-apart.ts";
import { readApart, withApart } from "./read-apart.ts";
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
  /** When the reading began, before an interruption if there was one. */
  startedAt: string;
  /** What the next round of this type begins with. */
  begun: StagedLink | undefined;
  /** Properties that were read in lists of their own. */
  apart: readonly string[];
  /** What exists and Graph does not give. */
  hidden: readonly string[];
}

/** Reads one type to the end, or as far as Graph lets us, with the proof of how far that was. */
export async function captureType(
  general: ObjectTypeDefinition,
  run: CaptureRun,
  extensions: FoundExtensions = { names: {} },
): Promise<TypeProof> {
  const findings = createFindings(general, run.permissions);
  const startedAt = run.stage?.part(general.type)?.startedAt ?? new Date(run.clock.now()).toISOString();
  const account = accountReading(general, run, startedAt);
  const tally: Tally = {
    promised: null,
    read: 0,
    pages: 0,
    deletedItemsRead: false,
    mode: "full",
    startedAt,
    begun: undefined,
    apart: [],
    hidden: [],
  };
  const definition = await withKnownProperties(extended(general, extensions, findings), findings, (known) =>
    known.list.singleton === true
      ? captureSingleton(known, run, tally, findings)
      : captureWithHidden(known, run, { tally, account }, findings),
  );
  const proof = proofOf(definition, tally, findings, account);
  const isRead = proof.complete && (proof.deletedItemsRead || definition.list.deletedItems === undefined);
  if (isRead && proof.mode === "full") run.stage?.finish(definition.type, proof, tally.begun);
  return proof;
}

/** Reads, and reads again without what Graph does not have here, of which it names one at a time. Returns what was asked for. */
async function withKnownProperties(
  definition: ObjectTypeDefinition,
  findings: Findings,
  read: (known: ObjectTypeDefinition) => Promise<void>,
): Promise<ObjectTypeDefinition> {
  try {
    await read(definition);
    return definition;
  } catch (error) {
    const known = withoutUnknownProperty(definition, error);
    if (known === undefined) {
      findings.failed(error);
      return definition;
    }
    const unknown = `Not known of ${definition.plural}: ${wordsOf(known.name)}`;
    findings.note(`${unknown}; Microsoft Graph does not have it in this cloud.`);
    return withKnownProperties(known.definition, findings, read);
  }
}

/** With the directory extensions of this tenant; what is left out of them is unknown. */
function extended(
  definition: ObjectTypeDefinition,
  { names, error }: FoundExtensions,
  findings: Findings,
): ObjectTypeDefinition {
  const all = names[definition.type] ?? [];
  const isAble = extensionTarget(definition.type) !== undefined;
  const unknown = `Directory extensions of ${definition.plural} are unknown`;
  if (isAble && error !== undefined) findings.leftOut(error, unknown, `finding them needs ${extensionPermission}`);
  if (all.length > mostExtensions) findings.note(`${unknown} but for ${mostExtensions} of ${all.length}.`);
  return withExtensions(definition, all.slice(0, mostExtensions));
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
  const objects = [normalizeObject(definition.type, raw, path.slice(path.lastIndexOf("/") + 1))];
  await handOn(objects, run);
  run.stage?.keep(definition.type, objects);
  meter.add(1);
}

/** Where v1.0 leaves some out of its list, with what those are. */
async function captureWithHidden(...[definition, run, about, findings]: Parameters<typeof captureList>): Promise<void> {
  const hidden = await findHidden(definition, run, findings);
  if (hidden === undefined) return captureList(definition, run, about, findings);
  const onObjects: CaptureRun["onObjects"] = (objects) => {
    hidden.read(objects);
    return run.onObjects(objects);
  };
  await captureList(definition, { ...run, onObjects }, about, findings);
  about.tally.hidden = await hidden.ids();
}

async function captureList(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  { tally, account }: { readonly tally: Tally; readonly account: ReadingAccount },
  findings: Findings,
): Promise<void> {
  tally.promised = (await countOf(definition, run)) ?? null;
  const part = run.stage?.part(definition.type);
  const bin = await recycleBinOf(definition, run, account);
  const round = part === undefined ? await deltaRoundOf(definition, run, { tally, account }, bin) : undefined;
  if (round === undefined) tally.begun = await latestLinkOf(definition, run, part, bin);
  if (tally.begun !== undefined) run.deltas?.onLink(definition.type, tally.begun);
  const delta = round === undefined ? await deltaLinksOf(definition, run, account, bin) : undefined;
  const tenant = await readTenantLinks(definition, run, findings);
  const recount = async () => {
    tally.promised = (await countOf(definition, run)) ?? tally.promised;
    return tally.promised;
  };
  const apart = await readApart(definition, run, findings, { known: tally.promised, recount });
  tally.apart = [...apart.keys()];
  const sources: LinkSources = { definition, run, findings, delta, tenant, abandoned: new Map() };
  const meter = meterOf(definition, run, tally.promised);
  const chunks =
    round === undefined ? await listedChunks(definition, run, { tally, account }) : asChunks(round.chunks());
  if (tally.read > 0) meter.add(tally.read);
  const take = async (listed: AsyncIterable<Chunk>) => {
    for await (const chunk of inOrder(listed, chunksAtOnce, (each) => complete(each, sources, apart))) {
      tally.read += await handOn(chunk.objects, run);
      meter.add(chunk.objects.length);
      if (round === undefined) keep(definition, run, chunk, { tally, findings });
    }
  };
  await take(chunks);
  if (part !== undefined && tally.promised !== null && tally.read < tally.promised) {
    // A list can have been cut short before the interruption. What was handed on counts once.
    run.stage?.forget(definition.type);
    account.recovered("The interrupted reading had missed some, so all was read again.");
    await take(listObjects(definition.list.path, definition, run));
  }
  await checkCount(definition, run, tally, findings);
  await captureDeleted(definition, run, tally, findings);
}

/** The whole list, or the rest of it after what the interrupted capture had read, which is handed on. */
async function listedChunks(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  { tally, account }: { readonly tally: Tally; readonly account: ReadingAccount },
): Promise<AsyncIterable<Chunk>> {
  const { type, list, plural } = definition;
  const part = run.stage?.part(type);
  const rest = part === undefined ? undefined : await goOnList(definition, run, part);
  if (part === undefined || rest === undefined) {
    run.stage?.forget(type);
    if (part !== undefined)
      account.recovered("The interrupted reading could not be gone on with, so all was read again.");
    return listObjects(list.path, definition, run);
  }
  tally.pages = part.pages;
  for (const objects of run.stage?.objects(type) ?? []) tally.read += await handOn(objects, run);
  account.recovered(`${tally.read} ${plural} were read before an interruption, from ${part.startedAt} on.`);
  return rest;
}

async function* asChunks(all: AsyncIterable<readonly DirectoryObject[]>): AsyncGenerator<Chunk> {
  for await (const objects of all) yield { objects };
}

/** For a capture that goes on after an interruption. After a finding the part stays where it was: the rest is read again. */
function keep(
  { type }: ObjectTypeDefinition,
  { stage }: CaptureRun,
  { objects, next }: Chunk,
  { tally, findings }: { readonly tally: Tally; readonly findings: Findings },
): void {
  stage?.keep(type, objects);
  if (next === undefined) return;
  tally.pages += 1;
  const isClean = findings.reasons().length + findings.notes().length === 0;
  if (!isClean || (next !== null && !next.startsWith("https://"))) return;
  const { startedAt, pages, begun } = tally;
  stage?.reached(type, { startedAt, pages, next, ...(begun === undefined ? {} : { begun }) });
}

async function complete({ objects, ...chunk }: Chunk, sources: LinkSources, apart: ApartValues): Promise<Chunk> {
  const { run, definition, findings } = sources;
  const linked = await withoutHiddenMembers(await readLinks(objects, sources), run, findings);
  return { ...chunk, objects: linked.map((object) => withApart(object, definition, apart)) };
}

/** What rounds tell of although no list shows it. Undefined where it cannot be read: every object's links are asked for then. */
async function recycleBinOf(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  account: ReadingAccount,
): Promise<RecycleBin | undefined> {
  try {
    return await readRecycleBin(definition, run);
  } catch (error) {
    const reason = sentenceOf(error, definition);
    account.recovered(
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
  const { bases, whyFull } = run.deltas ?? { bases: {} };
  if (whyFull !== undefined && deltaSelect(definition) !== undefined) account.recovered(whyFull);
  const base = bases[definition.type];
  if (base === undefined || bin === undefined) return undefined;
  if (base.select !== deltaSelect(definition)) {
    account.recovered("Other properties are asked for than the last time, so everything was read.");
    return undefined;
  }
  try {
    const round = await readDeltaRound(definition, base, { promised: tally.promised, bin }, run);
    tally.pages = round.pages;
    tally.mode = "delta";
    run.removed?.set(definition.type, new Set(round.removed));
    run.deltas?.onLink(definition.type, { link: round.next, bin, select: base.select });
    return round;
  } catch (error) {
    // An expired link (410) or a round that does not fit: a full read needs neither. Whatever ends the run is thrown on.
    const why = error instanceof UnusableRound ? `They did not fit: ${error.message}.` : sentenceOf(error, definition);
    account.recovered(`The changes since the last snapshot could not be used, so everything was read. ${why}`);
    return undefined;
  }
}

/**
 * What the next round is to be asked with: a link from before this reading, or from before the part of it that was interrupted.
 * A tenant that gives none is read in full the next time too.
 */
async function latestLinkOf(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  part: StagedPart | undefined,
  bin: RecycleBin | undefined,
): Promise<StagedLink | undefined> {
  if (run.deltas === undefined || bin === undefined) return undefined;
  if (part !== undefined) return part.begun && { ...part.begun, bin: eitherBin(part.begun.bin, bin) };
  try {
    const [link, select] = [await latestDeltaLink(definition, run), deltaSelect(definition)];
    return link === undefined || select === undefined ? undefined : { link, bin, select };
  } catch (error) {
    sentenceOf(error, definition);
    return undefined;
  }
}

/** The links that delta rounds bring. Undefined where Graph refuses the round: they are asked for one by one then. */
async function deltaLinksOf(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  account: ReadingAccount,
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
    account.recovered(
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
    for await (const { objects } of listObjects(deletedItems, definition, run)) {
      await handOn(objects, run);
      if (tally.mode === "full") run.stage?.keep(definition.type, objects);
    }
    tally.deletedItemsRead = true;
  } catch (error) {
    findings.leftOut(error, `The recycle bin of ${definition.plural} could not be read`);
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
  const { startedAt: _startedAt, begun: _begun, apart, hidden, ...told } = tally;
  return {
    ...told,
    ...(hidden.length === 0 ? {} : { hidden }),
    complete: reasons.length === 0,
    ...(reasons.length === 0 ? {} : { reason: reasons.join(" ") }),
    ...(notes.length === 0 ? {} : { notes }),
    selected: [...selectOf(definition).filter((name) => name !== "id"), ...apart],
    links: Object.keys(definition.links),
    reading: account.end(reasons.length === 0),
  };
}
