import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { listManifests } from "./copy-manifest.ts";
import { folderStore } from "./folder-store.ts";

/**
 * To be called before a first copy: what it returns takes back what that has written, should it fail. What lay there before stays, and
 * so does all of it where there is a list: that is a copy, of whomever. A disk that is gone keeps what it has.
 */
export function takingBack(folder: string): () => Promise<void> {
  const made = ["segments", "manifests"].map((name) => join(folder, name)).filter((path) => !existsSync(path));
  return async () => {
    const names = await listManifests(folderStore(folder)).catch(() => undefined);
    if (names?.length !== 0) return;
    for (const path of made) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  };
}
