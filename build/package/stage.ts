import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "../..");
const nativeModule = "node_modules/better-sqlite3-multiple-ciphers";

/**
 * What ships, by pattern; all else is left out, and what nobody listed stops the packaging. Of the native module only
 * what it loads: neither its C sources nor the binaries of systems there is no package for.
 */
const shipped: readonly (readonly [from: string, to: string, pattern: RegExp])[] = [
  ["dist/main", "main", /^([a-z-]+|chunks\/[\w-]+)\.js$/u],
  ["dist/icons", "icons", /^[a-zA-Z]+(@2x)?\.png$/u],
  ["dist/preload", "preload", /^index\.cjs$/u],
  ["dist/renderer", "renderer", /^(index\.html|licences\.json|assets\/[\w.-]+\.(js|css|svg|ttf))$/u],
];
const ofNativeModule =
  /^(LICENSE|lib\/(index|binding|database|sqlite-error|util)\.js|lib\/methods\/\w+\.js|prebuilds\/(linux|darwin|win32)-(x64|arm64)\.node)$/u;

export interface StagedFile {
  /** Below the staging folder, with slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Puts together the folder that electron-builder packs, from `npm run build`'s output, and lists what is in it. */
export async function stage(folder: string): Promise<readonly StagedFile[]> {
  await rm(folder, { recursive: true, force: true });
  for (const [from, to, pattern] of shipped) {
    const files = await filesBelow(join(root, from));
    const foreign = files.filter((file) => !pattern.test(file));
    if (foreign.length > 0) throw new Error(`Nobody said that ${from} may ship ${foreign.join(", ")}.`);
    for (const file of files) await copy(join(root, from, file), join(folder, to, file));
  }
  const native = (await filesBelow(join(root, nativeModule))).filter((file) => ofNativeModule.test(file));
  for (const file of native) await copy(join(root, nativeModule, file), join(folder, nativeModule, file));
  await copy(join(root, "LICENSE"), join(folder, "LICENSE"));
  await writeMetadata(folder);
  return listFiles(folder);
}

/** The two package.json of the application: nothing of the development's in them. */
async function writeMetadata(folder: string): Promise<void> {
  const own = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const native = JSON.parse(await readFile(join(root, nativeModule, "package.json"), "utf8"));
  await writeJson(join(folder, "package.json"), {
    name: own.name,
    productName: "Reinstate",
    version: own.version,
    description: own.description,
    // A deb and an rpm have to name one. Replaced by whoever releases: --config.extraMetadata.homepage=https://…
    homepage: "https://reinstate.invalid",
    author: "The Reinstate project",
    license: own.license,
    private: true,
    type: "module",
    main: "main/electron-main.js",
    // The launcher's file on Linux, by which a desktop knows whose a window, a notification or a badge is: one of reverse DNS.
    desktopName: "app.reinstate.Reinstate.desktop",
    dependencies: { [native.name]: native.version },
  });
  const { name, version, license, main } = native;
  await writeJson(join(folder, nativeModule, "package.json"), { name, version, license, main });
}

export async function listFiles(folder: string): Promise<readonly StagedFile[]> {
  const paths = (await filesBelow(folder)).sort();
  return Promise.all(
    paths.map(async (path) => {
      const content = await readFile(join(folder, path));
      return { path, bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
    }),
  );
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(join(to, ".."), { recursive: true });
  await cp(from, to);
}

async function writeJson(file: string, value: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}
