import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { chainLength } from "../vault/chain-links.ts";
import type { CopySource } from "../vault/copy-source.ts";
import type { CopyManifest } from "./copy-manifest.ts";
import type { CopyStore } from "./copy-store.ts";

/** An empty folder where a copy was. */
export function goneError({ name }: CopyStore): ReinstateError {
  const message = `The copy is not in ${name} any more. Connect the disk or share; if it was deleted, remove this copy and add it anew.`;
  return new ReinstateError("USAGE_NOT_FOUND", message, { retryable: true });
}

/** The vault goes on from what the manifest says: VAULT_ALTERED, or USAGE_INVALID for another vault's. */
export function mustPrecede(manifest: CopyManifest, source: CopySource, { name }: CopyStore): void {
  if (manifest.vaultId !== source.vaultId) {
    throw new ReinstateError(
      "USAGE_INVALID",
      `The folder ${name} holds the copy of another vault. Choose another folder.`,
    );
  }
  if (!source.isOwn(manifest)) throw diverged("holds a list that this vault never signed", name);
  if (chainLength(manifest) > chainLength(source.place)) {
    throw diverged(`ends with snapshot ${manifest.number}, this vault with ${source.placeText}`, name);
  }
  if (!source.holds(manifest, manifest.headId)) throw diverged(`holds another snapshot ${manifest.number}`, name);
}

function diverged(what: string, name: string): ReinstateError {
  return new ReinstateError(
    "VAULT_ALTERED",
    `The copy in ${name} ${what}: the vault was put back to an older state, or another computer copies there too. Nothing was copied.`,
  );
}
