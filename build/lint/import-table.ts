import { dirname, join, posix } from "node:path";

/** "Folder → may import" as ARCHITECTURE.md prints it. The folder itself and the contract are always allowed. */
export const importTable: Readonly<Record<string, readonly string[]>> = {
  "preload/contract": [],
  preload: [],
  renderer: [],
  "main/catalogue": [],
  "main/compare": ["main/catalogue"],
  "main/pseudonyms": [],
  "main/plan": ["main/catalogue", "main/compare"],
  "main/log": [],
  "main/graph": ["main/catalogue", "main/log"],
  "main/capture": ["main/catalogue", "main/graph"],
  "main/vault": [],
  "main/copies": ["main/vault"],
  "main/apply": ["main/catalogue", "main/graph", "main/compare", "main/plan"],
  "main/verify": ["main/catalogue", "main/graph", "main/compare", "main/plan", "main/apply"],
  "main/exchange": ["main/catalogue", "main/vault"],
  "main/demo": ["main/catalogue", "main/graph", "main/exchange"],
  "main/schedule": [],
  "main/notices": [],
  "main/flows": [
    "main/catalogue",
    "main/graph",
    "main/capture",
    "main/vault",
    "main/copies",
    "main/compare",
    "main/plan",
    "main/apply",
    "main/verify",
    "main/exchange",
    "main/demo",
    "main/schedule",
    "main/notices",
    "main/log",
  ],
  "main/rpc": [
    "main/flows",
    "main/compare",
    "main/catalogue",
    "main/exchange",
    "main/schedule",
    "main/notices",
    "main/pseudonyms",
    "main/log",
  ],
  "main/host/electron": ["main/host", "main/notices"],
  "main/host/chromium": ["main/host"],
  "main/host": ["main/log"],
  "main/terminal": [
    "main/flows",
    "main/compare",
    "main/catalogue",
    "main/exchange",
    "main/vault",
    "main/rpc",
    "main/plan",
    "main/apply",
    "main/graph",
    "main/demo",
    "main/log",
  ],
};

const importPattern =
  /(?:^|[\s;}])(import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/gmu;

/**
 * The imports of one file that its place in the house does not allow, as sentences. `file` is relative to the root.
 * Types of the vault and of Graph may be named by every stage: a type is no dependency at run time. Composition roots
 * (files directly in main/) and tests may import everything, but nobody imports a root.
 */
export function findViolations(file: string, source: string): readonly string[] {
  const folder = folderOf(file);
  const isRoot =
    posix.dirname(file) === "main" || /\.test\.tsx?$/u.test(file) || /(^|\/)(testing|real-data)\//u.test(file);
  const found: string[] = [];
  for (const match of source.matchAll(importPattern)) {
    const specifier = match[3] ?? match[4] ?? "";
    const typeOnly = match[2] !== undefined;
    const sentence = judge(file, folder, isRoot, specifier, typeOnly);
    if (sentence !== undefined) found.push(`${file}: ${sentence}`);
  }
  return found;
}

function judge(
  file: string,
  folder: string,
  isRoot: boolean,
  specifier: string,
  typeOnly: boolean,
): string | undefined {
  if (specifier === "electron" || specifier.startsWith("electron/")) {
    const allowed = folder === "main/host/electron" || (folder === "preload" && file === "preload/index.ts");
    return allowed ? undefined : "only main/host/electron and the preload may import electron";
  }
  if (!specifier.startsWith(".")) return undefined;
  const target = join(dirname(file), specifier).replaceAll("\\", "/");
  const targetFolder = folderOf(target);
  if (isRoot || targetFolder === folder || targetFolder === "preload/contract") return undefined;
  if (posix.dirname(target) === "main") return `${target} is a composition root; nobody imports it`;
  if (typeOnly && target.startsWith("main/") && file.startsWith("main/")) return undefined;
  if (importTable[folder]?.includes(targetFolder) === true) return undefined;
  return `${folder} may not import ${targetFolder} (${specifier})`;
}

/** The longest entry of the table that the path lies in. */
function folderOf(path: string): string {
  const candidates = Object.keys(importTable).filter((folder) => path.startsWith(`${folder}/`));
  return candidates.sort((first, second) => second.length - first.length)[0] ?? posix.dirname(path);
}
