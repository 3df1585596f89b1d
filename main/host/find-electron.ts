import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Electron's binary in the packages beneath `root`; undefined where it was not fetched. The module itself is never asked: it fetches. */
export function findElectron(root: string): string | undefined {
  const folder = join(root, "node_modules/electron");
  const pathFile = join(folder, "path.txt");
  if (!existsSync(pathFile)) return undefined;
  const binary = join(folder, "dist", readFileSync(pathFile, "utf8").trim());
  return existsSync(binary) ? binary : undefined;
}
