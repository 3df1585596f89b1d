import { createHash } from "node:crypto";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { z } from "zod";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import { parseJson } from "../../preload/contract/parse-json.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { TypeProof } from "../../preload/contract/snapshot.ts";
import type { CaptureStage, StagedLink } from "../capture/capture-stage.ts";
import type { Vault } from "../vault/vault.ts";

const linkSchema = z.object({ link: z.string(), select: z.string(), bin: z.record(z.string(), z.array(z.string())) });
const partSchema = z.object({
  startedAt: z.string(),
  pages: z.number(),
  next: z.string().nullable(),
  begun: linkSchema.optional(),
  chunks: z.array(z.number()),
});
const finishedSchema = z.object({
  proof: z.custom<TypeProof>((value) => typeof value === "object" && value !== null),
  begun: linkSchema.optional(),
  chunks: z.array(z.number()),
});
const headSchema = z.object({
  startedAt: z.string(),
  /** The last snapshot when it began. */
  after: z.number(),
  /** Who reads what: another person, another choice or other properties would not fit together. */
  about: z.string(),
  /** SHA-256 of each chunk. */
  hashes: z.array(z.string()),
  parts: z.record(z.string(), partSchema),
  finished: z.record(z.string(), finishedSchema),
});
type Head = z.infer<typeof headSchema>;

const name = "interrupted capture";
const chunkName = (place: number) => `${name} ${place}`;
/** A snapshot is of a moment: what was read longer ago is read again. */
export const longestInterruptionMs = 2 * 3_600_000;

export interface OpenedStage {
  readonly stage: CaptureStage;
  /** Of the capture that is gone on with, or now. */
  readonly startedAt: string;
  /** What the types that are finished brought: their objects and links have to be handed on. */
  readonly finished: ReadonlyMap<ObjectType, StagedLink | undefined>;
  /** Whether it goes on, or why it does not, in a sentence; absent where nothing was interrupted. */
  readonly note?: string;
  clear(): void;
}

export interface StageChoice {
  readonly vault: Vault;
  /** Now, ISO 8601. */
  readonly startedAt: string;
  readonly about: string;
  /** What was interrupted is dropped. */
  readonly anew: boolean;
}

/**
 * What an interrupted capture left in the vault, among its secrets: encrypted, under the sums that `check` proves, and never a
 * snapshot. It is used if it is whole, younger than two hours and of the same reader and choice; else it is dropped.
 */
export function openStage(choice: StageChoice): OpenedStage {
  const { vault, startedAt, about } = choice;
  const after = vault.snapshots().at(-1)?.number ?? 0;
  const stored = storedHead(vault);
  const why = stored === undefined ? undefined : whyNot(stored, choice, after);
  if (stored !== undefined && stored !== "unreadable" && why === undefined)
    return stageOf(vault, stored, goesOn(stored));
  clearStage(vault);
  const head: Head = { startedAt, after, about, hashes: [], parts: {}, finished: {} };
  return stageOf(vault, head, why === undefined ? undefined : `An interrupted capture was dropped: ${why}`);
}

function goesOn({ startedAt, finished }: Head): string {
  const types = Object.keys(finished);
  const read = types.length === 0 ? "" : ` Not read again: ${types.join(", ")}.`;
  return `This capture goes on from the one of ${startedAt} that was interrupted.${read}`;
}

function whyNot(head: Head | "unreadable", choice: StageChoice, after: number): string | undefined {
  if (head === "unreadable" || !isWhole(choice.vault, head)) return "what it had read is not as it was written.";
  if (choice.anew) return "everything is read anew, as you asked.";
  const ageMs = Date.parse(choice.startedAt) - Date.parse(head.startedAt);
  if (ageMs < 0 || ageMs >= longestInterruptionMs) return `it began ${head.startedAt}, too long ago for one moment.`;
  if (head.after !== after) return "another snapshot was taken since.";
  return head.about === choice.about ? undefined : "it read something else, or with another sign-in.";
}

function stageOf(vault: Vault, head: Head, note: string | undefined): OpenedStage {
  const kept = new Map<ObjectType, number[]>();
  let isOff = false;

  /** No room for this is no reason to end a capture that may have room. */
  function write(place: string, value: Uint8Array): void {
    if (isOff) return;
    try {
      vault.setSecret(place, value);
    } catch (error) {
      if (!(error instanceof ReinstateError) || error.code !== "DISK_FULL") throw error;
      isOff = true;
    }
  }

  const chunksOf = (type: ObjectType) => kept.get(type) ?? head.parts[type]?.chunks ?? [];
  const save = () => write(name, sealedHead(head));
  const stage: CaptureStage = {
    finished(type) {
      const proof = head.finished[type]?.proof;
      return proof?.reading && { ...proof, reading: { ...proof.reading, resumed: true } };
    },
    part: (type) => head.parts[type] as ReturnType<CaptureStage["part"]>,
    *objects(type) {
      for (const place of head.finished[type]?.chunks ?? head.parts[type]?.chunks ?? []) yield readChunk(vault, place);
    },
    keep(type, objects) {
      const bytes = zstdCompressSync(JSON.stringify(objects));
      write(chunkName(head.hashes.length), bytes);
      kept.set(type, [...chunksOf(type), head.hashes.length]);
      head.hashes.push(hashOf(bytes));
    },
    reached(type, { begun, ...part }) {
      head.parts[type] = { ...part, ...withLink(begun), chunks: [...chunksOf(type)] };
      save();
    },
    forget(type) {
      kept.set(type, []);
      delete head.parts[type];
    },
    finish(type, proof, begun) {
      head.finished[type] = { proof, ...withLink(begun), chunks: [...chunksOf(type)] };
      delete head.parts[type];
      save();
    },
  };
  const links = Object.entries(head.finished).map(([type, { begun }]) => [type as ObjectType, begun] as const);
  return {
    stage,
    startedAt: head.startedAt,
    finished: new Map(links),
    ...(note === undefined ? {} : { note }),
    clear: () => clearStage(vault),
  };
}

function withLink(begun: StagedLink | undefined): Pick<z.infer<typeof partSchema>, "begun"> {
  if (begun === undefined) return {};
  const bin = Object.fromEntries(Object.entries(begun.bin).map(([type, ids]) => [type, [...ids]]));
  return { begun: { link: begun.link, select: begun.select, bin } };
}

/** The head goes last and is deleted first, so that chunks without it are nothing. */
function clearStage(vault: Vault): void {
  vault.setSecret(name, undefined);
  let count = 0;
  while (vault.secret(chunkName(count)) !== undefined) count += 1;
  for (let place = count - 1; place >= 0; place -= 1) vault.setSecret(chunkName(place), undefined);
}

function sealedHead(head: Head): Uint8Array {
  const text = Buffer.from(JSON.stringify(head));
  return Buffer.concat([Buffer.from(`${hashOf(text)}\n`), text]);
}

function storedHead(vault: Vault): Head | "unreadable" | undefined {
  const stored = vault.secret(name);
  if (stored === undefined) return undefined;
  const [hash, text = ""] = Buffer.from(stored).toString("utf8").split("\n", 2);
  if (hash !== hashOf(text)) return "unreadable";
  return headSchema.safeParse(JSON.parse(text)).data ?? "unreadable";
}

/** Each chunk that is used is the one that was written. */
function isWhole(vault: Vault, { hashes, parts, finished }: Head): boolean {
  const used = [...Object.values(parts), ...Object.values(finished)].flatMap(({ chunks }) => chunks);
  return used.every((place) => {
    const bytes = vault.secret(chunkName(place));
    return bytes !== undefined && hashOf(bytes) === hashes[place];
  });
}

function readChunk(vault: Vault, place: number): readonly DirectoryObject[] {
  const bytes = vault.secret(chunkName(place)) ?? new Uint8Array();
  return parseJson(zstdDecompressSync(bytes).toString("utf8")) as unknown as readonly DirectoryObject[];
}

function hashOf(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
