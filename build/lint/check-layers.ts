import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { findViolations } from "./import-table.ts";

/** Checks every import of the project against the import table (docs: ARCHITECTURE.md) and says what is wrong. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folders = ["main", "preload", "renderer"];
const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name)),
);
const violations = files.flatMap((file) =>
  findViolations(relative(root, file).replaceAll("\\", "/"), readFileSync(file, "utf8")),
);
for (const violation of violations) console.error(violation);
if (violations.length > 0) process.exit(1);
console.error(`${files.length} files keep to the import table.`);
