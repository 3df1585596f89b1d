import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Allowed, findPackageFaults } from "./find-unused-packages.ts";

/** Stops when package.json names a package that nothing uses: each one is code of strangers, and has to have a reason. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const allowed: Allowed = {
  "ajv-formats-draft2019": "the validator of @cyclonedx/cyclonedx-library looks for it itself",
};
const sources = ["main", "preload", "renderer", "build", "bench", "e2e"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|mjs|html)$/u.test(entry.name))
    .filter((entry) => !entry.name.startsWith("find-unused-packages"))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")),
);
sources.push(readFileSync(join(root, "vitest.config.ts"), "utf8"));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const { unused, needless } = findPackageFaults(manifest, sources, allowed);
for (const name of needless) console.error(`${name} need not be allowed to be unused any more.`);
for (const name of unused) console.error(`${name} is in package.json and nothing uses it: remove it.`);
if (unused.length > 0) process.exit(1);
console.error("Every package in package.json is used.");
