// Runs on whatever Node the machine has, before anything is installed: plain JavaScript, nothing but Node itself.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const projectNode = join(
  root,
  "node_modules",
  "node",
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);

/** Measured: with a smaller young generation a report of 100,000 changes takes a third less memory, and no more time. */
export const engineFlags = ["--max-semi-space-size=8"];

/** Runs a command with its output shown and ends this process with its exit code if it fails. */
export function runOrStop(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    ...options,
  });
  if (result.error) stop(`${command} could not be started: ${result.error.message}`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

export function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Installs the packages of the lock file unless exactly these are there already. */
export function ensureInstalled() {
  const [major] = process.versions.node.split(".").map(Number);
  if (major < 20) stop(`Reinstate needs Node 20 or newer to set itself up; this is ${process.version}.`);
  const wanted = hashFiles([join(root, "package-lock.json")]);
  const stamp = join(root, "node_modules", ".reinstate-installed");
  if (readIfThere(stamp) === wanted && existsSync(projectNode)) return;
  process.stderr.write("Installing packages (about a minute, once) ...\n");
  runOrStop("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (!existsSync(projectNode)) stop("npm ci did not bring the project's own Node. Delete node_modules and try again.");
  writeFileSync(stamp, wanted);
}

/** Builds what ships, unless nothing that goes into it has changed. */
export function ensureBuilt() {
  const sources = ["renderer", "preload", "build", "main"].flatMap((folder) => filesBelow(join(root, folder)));
  const wanted = hashFiles([...sources, join(root, "package-lock.json")]);
  const stamp = join(root, "dist", ".reinstate-built");
  if (readIfThere(stamp) === wanted) return;
  process.stderr.write("Building the window ...\n");
  runOrStop(projectNode, [join(root, "build", "build.ts")]);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function hashFiles(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

function filesBelow(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}
