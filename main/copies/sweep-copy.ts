import { type StoredManifest, segmentName } from "./copy-manifest.ts";
import type { CopyStore } from "./copy-store.ts";

/** Manifests that stay, with all that they name: a broken newest one falls back to the one before. */
const keptManifests = 3;

/**
 * Removes what none of the newest `manifests` names (newest first), and what killed runs left. Only of what is in `seen`: what came
 * since is somebody else's.
 */
export async function sweepCopy(
  store: CopyStore,
  manifests: readonly StoredManifest[],
  seen: { readonly manifests: readonly string[]; readonly segments: readonly string[] },
): Promise<void> {
  const kept = manifests.slice(0, keptManifests);
  const names = new Set(kept.map(({ name }) => name));
  for (const name of seen.manifests) if (!names.has(name)) await store.remove(name);
  const named = new Set(kept.flatMap(({ manifest }) => manifest.segments.map(segmentName)));
  for (const name of seen.segments) if (!named.has(name)) await store.remove(name);
  for (const prefix of ["manifests", "segments"]) await store.removeUnfinished(prefix);
}
