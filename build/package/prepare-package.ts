import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { billOfMaterials } from "./bill-of-materials.ts";
import { drawIcons } from "./draw-icons.ts";
import { shippedPackages } from "./shipped-packages.ts";
import { type StagedFile, stage } from "./stage.ts";

/**
 * Everything of a package but Electron, out of `npm run build`'s output: `stage/`, `icons/`, `sbom.cdx.json`, and
 * `files.sha256`, which `sha256sum -c` reads from within `stage/`. Gives the list of what is staged.
 */
export async function preparePackage(folder: string): Promise<readonly StagedFile[]> {
  await mkdir(folder, { recursive: true });
  const files = await stage(join(folder, "stage"));
  await drawIcons(join(folder, "icons"));
  await writeFile(join(folder, "sbom.cdx.json"), billOfMaterials(shippedPackages(), new Date()));
  await writeFile(join(folder, "files.sha256"), files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(""));
  return files;
}
