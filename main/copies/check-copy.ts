import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { openVault } from "../vault/open-vault.ts";
import type { CheckVerdict } from "../vault/vault.ts";
import { vaultFiles } from "../vault/vault-files.ts";
import type { CopyManifest } from "./copy-manifest.ts";
import type { CopyStore } from "./copy-store.ts";
import { type RebuildControl, rebuildFromCopy } from "./rebuild-from-copy.ts";

export interface CopyVerdict extends CheckVerdict {
  /** What the copy holds. */
  readonly manifest: CopyManifest;
  /** Newer lists of it that could not be used. */
  readonly passedOver: readonly string[];
}

/**
 * A copy checked like the original: every segment is read and a vault made of them in a temporary folder (encrypted, as they
 * are), which has to prove. `secret`: a passphrase or recovery key; wrong ones are counted with those of the `original`'s folder.
 */
export async function checkCopy(
  store: CopyStore,
  secret: string,
  control: RebuildControl = {},
  original?: string,
): Promise<CopyVerdict> {
  const folder = await mkdtemp(join(tmpdir(), "reinstate-copy-"));
  try {
    const { manifest, passedOver } = await rebuildFromCopy(store, folder, control);
    const guesses = original === undefined ? {} : { guesses: vaultFiles(original).guesses };
    const vault = openVault({ folder, passphrase: secret, readOnly: true, ...guesses });
    try {
      const steps = vault.check();
      for (;;) {
        const step = steps.next();
        if (step.done === true) return { ...verdictOf(step.value, manifest, vault.copySource()), manifest, passedOver };
        await setImmediate();
      }
    } finally {
      vault.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The list itself is signed too: it says how new the copy is. */
function verdictOf(
  verdict: CheckVerdict,
  manifest: CopyManifest,
  source: ReturnType<ReturnType<typeof openVault>["copySource"]>,
) {
  if (!verdict.ok || (source.isOwn(manifest) && source.holds(manifest, manifest.headId))) return verdict;
  return { ...verdict, ok: false, problem: "The copy's list of segments is not one that this vault signed." };
}
