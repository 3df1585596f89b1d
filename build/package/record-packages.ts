import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** Where each bundle's list of packages lies; see `shippedPackages`. */
export const packageListFolder = join(import.meta.dirname, "../../dist/packages");

const lists = new Map<string, Set<string>>();

/**
 * Vite plugin: writes down which installed packages really went into the bundle `name`, as folders, one a line. This is
 * what licences and the bill of materials are made of: neither package.json nor the lock file knows what was left out.
 */
export function recordPackages(name: string): Plugin {
  // Every worker is a bundle of its own with a plugin of its own; they share one list.
  const folders = lists.get(name) ?? new Set<string>();
  lists.set(name, folders);
  return {
    name: "record-packages",
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        const modules = output.type === "chunk" ? output.moduleIds : output.originalFileNames;
        for (const module of modules) {
          const folder = packageFolderOf(module);
          if (folder !== undefined) folders.add(folder);
        }
      }
      mkdirSync(packageListFolder, { recursive: true });
      writeFileSync(join(packageListFolder, `${name}.txt`), [...folders].sort().join("\n"));
    },
  };
}

/** The package's folder below node_modules out of a module's id; undefined for the project's own files. */
export function packageFolderOf(moduleId: string): string | undefined {
  const found = /^(?:\0|.*\0)?(?:.*\/)?(node_modules\/.*)$/su.exec(moduleId.replaceAll("\\", "/"))?.[1];
  if (found === undefined) return undefined;
  const last = found.lastIndexOf("node_modules/") + "node_modules/".length;
  const [first = "", second = ""] = found.slice(last).split("/");
  return found.slice(0, last) + (first.startsWith("@") ? `${first}/${second}` : first);
}
