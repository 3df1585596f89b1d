import type { CopyDescription, CopyPlace } from "../../preload/contract/copies.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { type ChainPlace, describePlace } from "../vault/chain-links.ts";
import type { Vault } from "../vault/vault.ts";
import { type KeptState, keepCopyState, neverCopied, readCopyStates } from "./copy-states.ts";
import type { CopyStore } from "./copy-store.ts";
import { putBackProblem } from "./put-back-problem.ts";
import { runCopy } from "./run-copy.ts";

export interface CopiesRun {
  readonly vault: Vault;
  readonly storeOf: (place: CopyPlace) => CopyStore;
  readonly clock: { now(): number; wait(milliseconds: number, signal?: AbortSignal): Promise<void> };
  /** See CopyRun. */
  readonly readBack?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (place: CopyPlace, done: number, total: number) => void;
}

/** A share that is just waking up is given that long. */
const waitsMs = [500, 1500];

export function describeCopies(vault: Vault): readonly CopyDescription[] {
  const states = readCopyStates(vault.description.path);
  return vault.copyPlaces().map((place) => {
    const { holds, ...state } = states[place.id] ?? neverCopied;
    return { ...place, ...state, holds: holds === null ? null : describePlace(holds) };
  });
}

/**
 * Brings all copies up to the vault, one after the other. One that fails is tried again, told of, and stops no other. Where the
 * vault's own disk has no room to say how they are, that is thrown when all were tried: DISK_FULL, DISK_DENIED.
 */
export async function runCopies(run: CopiesRun, only?: string): Promise<readonly CopyDescription[]> {
  const { vault } = run;
  const untold: unknown[] = [];
  for (const place of vault.copyPlaces()) {
    if (only !== undefined && place.id !== only) continue;
    const before = readCopyStates(vault.description.path)[place.id] ?? neverCopied;
    const state = await copyTo(run, place, before);
    try {
      keepCopyState(vault.description.path, place.id, state);
    } catch (error) {
      untold.push(error);
    }
  }
  if (untold.length > 0) throw untold[0];
  return describeCopies(vault);
}

async function copyTo(run: CopiesRun, place: CopyPlace, before: KeptState): Promise<KeptState> {
  const { vault, clock, storeOf, readBack = false, signal, onProgress } = run;
  const triedAt = new Date(clock.now()).toISOString();
  const store = storeOf(place);
  try {
    // Of the first try: a later one may find what that has written.
    let found: ChainPlace | undefined;
    const { holds, bytesWritten } = await trying(run, () =>
      runCopy({
        source: () => vault.copySource(),
        store,
        isKnown: before.succeededAt !== null,
        now: triedAt,
        readBack,
        onFound: (place) => {
          found ??= place;
        },
        ...(signal === undefined ? {} : { signal }),
        ...(onProgress === undefined ? {} : { onProgress: (done, total) => onProgress(place, done, total) }),
      }),
    );
    return { succeededAt: triedAt, triedAt, problem: putBackProblem(store, found, before.holds), holds, bytesWritten };
  } catch (error) {
    if (!(error instanceof ReinstateError) || error.code === "CANCELLED") throw error;
    return { ...before, triedAt, problem: error.message };
  }
}

async function trying<Value>({ clock, signal }: CopiesRun, work: () => Promise<Value>): Promise<Value> {
  for (const wait of waitsMs) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ReinstateError) || !error.retryable) throw error;
      await clock.wait(wait, signal);
    }
  }
  return work();
}
