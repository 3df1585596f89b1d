import { realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve } from "node:path";
import type { CopyDescription, CopyPlace } from "../../preload/contract/copies.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { type CopyVerdict, checkCopy } from "../copies/check-copy.ts";
import { folderStore } from "../copies/folder-store.ts";
import { type Rebuilt, rebuildFromCopy } from "../copies/rebuild-from-copy.ts";
import { describeCopies, runCopies } from "../copies/run-copies.ts";
import { takingBack } from "../copies/take-back.ts";
import type { Vault } from "../vault/vault.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";

export { describeCopies };

export interface CopyChoice {
  /** One of the copies, by its id. */
  readonly only?: string;
  /** Also writes anew what is no longer as it was written there: takes as long as reading all of it. */
  readonly readBack?: boolean;
}

/** Brings the copies up to the vault; what did not work stands in their description. */
export async function copyVault(
  { vault, clock }: Pick<TenantSession, "vault" | "clock">,
  { signal, onProgress }: WorkControl = {},
  { only, readBack = false }: CopyChoice = {},
): Promise<readonly CopyDescription[]> {
  return runCopies(
    {
      vault,
      clock,
      storeOf: ({ folder }) => folderStore(folder),
      readBack,
      ...(signal === undefined ? {} : { signal }),
      onProgress: ({ folder }, done, total) => tell(onProgress, "copy", `Copying to ${folder}`, done, total),
    },
    only,
  );
}

/** Between two tries of a copy that nobody asked for. */
export const retryAfterMs = 15 * 60_000;

/** The copies whose last run failed, and not just now; a clock that was set back does not hold them up. */
export function copiesToRetry({ vault, clock }: Pick<TenantSession, "vault" | "clock">): readonly CopyDescription[] {
  return describeCopies(vault).filter(({ problem, triedAt }) => {
    const sinceMs = clock.now() - Date.parse(triedAt ?? "");
    return problem !== null && !(sinceMs >= 0 && sinceMs < retryAfterMs);
  });
}

/** From now on the vault is copied there too. Makes the first copy at once; if that fails or is stopped, all is as it was. */
export async function addCopy(
  session: Pick<TenantSession, "vault" | "clock" | "newId">,
  folder: string,
  control: WorkControl = {},
): Promise<CopyDescription> {
  const { vault } = session;
  await mustBeUsable(vault, folder);
  const place: CopyPlace = { id: session.newId().slice(0, 8), folder: resolve(folder) };
  const before = vault.copyPlaces();
  const takeBack = takingBack(place.folder);
  vault.setCopyPlaces([...before, place]);
  try {
    const copied = (await copyVault(session, control, { only: place.id })).find(({ id }) => id === place.id);
    if (copied?.problem === null) return copied;
    throw refused(`${copied?.problem ?? "The copy could not be made."} It was not added.`);
  } catch (error) {
    vault.setCopyPlaces(before);
    await takeBack();
    throw error;
  }
}

/** What lies there stays; it is only not gone on with. */
export function removeCopy(vault: Vault, id: string): void {
  placeOf(vault, id);
  vault.setCopyPlaces(vault.copyPlaces().filter((place) => place.id !== id));
}

/** `secret`: a passphrase or recovery key of the vault; VAULT_LOCKED, and after some wrong ones how long to wait. */
export async function proveCopy(
  vault: Vault,
  id: string,
  secret: string,
  control: WorkControl = {},
): Promise<CopyVerdict> {
  const store = folderStore(placeOf(vault, id).folder);
  return checkCopy(store, secret, rebuildControl(control, "Checking the copy"), vault.description.path);
}

/** A vault out of a copy's folder, without the original: see `rebuildFromCopy`. */
export async function rebuildVault(from: string, folder: string, control: WorkControl = {}): Promise<Rebuilt> {
  return rebuildFromCopy(folderStore(from), folder, rebuildControl(control, "Rebuilding"));
}

function rebuildControl({ signal, onProgress }: WorkControl, message: string) {
  return {
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done: number, total: number) => tell(onProgress, "rebuild", message, done, total),
  };
}

function tell(
  onProgress: WorkControl["onProgress"],
  work: "copy" | "rebuild",
  message: string,
  done: number,
  total: number,
): void {
  onProgress?.({ work, message, done, total, perSecond: null, secondsLeft: null });
}

function placeOf(vault: Vault, id: string): CopyPlace {
  const place = vault.copyPlaces().find((each) => each.id === id);
  if (place !== undefined) return place;
  throw new ReinstateError("USAGE_NOT_FOUND", `There is no copy ${id}. See \`reinstate copies list\`.`);
}

async function mustBeUsable(vault: Vault, folder: string): Promise<void> {
  const place = await realPlace(folder);
  const isDirectory = await stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isDirectory) throw refused(`${resolve(folder)} is no folder that can be reached. Make it first.`);
  const own = await realPlace(vault.description.path);
  if (isWithin(own, place) || isWithin(place, own))
    throw refused("The vault's own folder is no place for a copy of it.");
  for (const other of vault.copyPlaces())
    if ((await realPlace(other.folder)) === place) throw refused(`The vault is copied to ${other.folder} already.`);
}

/** Two names of one folder are one place. What is not there now has no other name. */
async function realPlace(folder: string): Promise<string> {
  return realpath(folder).catch(() => resolve(folder));
}

function isWithin(outer: string, inner: string): boolean {
  const path = relative(outer, inner);
  return path === "" || (!path.startsWith("..") && !isAbsolute(path));
}

function refused(message: string): ReinstateError {
  return new ReinstateError("USAGE_INVALID", message);
}
