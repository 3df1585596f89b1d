import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LicenceNotice } from "../../preload/contract/licence-notice.ts";
import { packageListFolder } from "./record-packages.ts";

const root = join(import.meta.dirname, "../..");
/** Not in a bundle: the one native module, and Electron itself. */
const besideBundles = ["node_modules/better-sqlite3-multiple-ciphers", "node_modules/electron"];
/** Bundles that `npm run build` makes; without one of them the list would be silently short. */
const bundles = ["main", "renderer", "workers"];

export interface ShippedPackage extends LicenceNotice {
  /** Below the project's root, as the lock file names it. Undefined: compiled into another one. */
  readonly folder?: string;
}

/** Everything of others that ships, by name. Needs the bundles of `npm run build`. */
export function shippedPackages(): readonly ShippedPackage[] {
  const folders = new Set([...besideBundles, ...bundles.flatMap(listOf)]);
  return [...[...folders].map(describe), ...compiledIn()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function listOf(bundle: string): readonly string[] {
  const file = join(packageListFolder, `${bundle}.txt`);
  if (!existsSync(file)) throw new Error(`${file} is missing: run \`npm run build\` first.`);
  return readFileSync(file, "utf8").split("\n").filter(Boolean);
}

function describe(folder: string): ShippedPackage {
  const { name, version, license, author } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  if (typeof license !== "string") throw new Error(`${folder} names no licence. Read its sources and decide.`);
  const text = noticesIn(join(root, folder)) || standIn(name, license, author?.name ?? author);
  return { name, version, licence: license, text, folder };
}

/** For the few that name their licence but bring no text. */
function standIn(name: string, licence: string, author: unknown): string {
  if (licence !== "MIT") throw new Error(`${name} brings no text of its licence, ${licence}. Add it here.`);
  return `${name}, by ${typeof author === "string" ? author : "its authors"}. MIT licence:\n\n${mit}`;
}

function noticesIn(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice|third-?party-?notices?)/iu.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), "utf8").replaceAll("\r\n", "\n").trim())
    .join("\n\n");
}

/** The database engine inside the native module, which has no package.json of its own but is what scanners look for. */
function compiledIn(): readonly ShippedPackage[] {
  const header = readFileSync(join(root, besideBundles[0] ?? "", "deps/sqlite3/sqlite3.h"), "utf8");
  const find = (pattern: RegExp) => {
    const found = pattern.exec(header)?.[1];
    if (found === undefined) throw new Error(`sqlite3.h does not say ${pattern.source} any more.`);
    return found;
  };
  return [
    {
      name: "SQLite",
      version: find(/#define SQLITE_VERSION\s+"([\d.]+)"/u),
      licence: "blessing",
      text: "SQLite is in the public domain. The author disclaims copyright to its source code (https://sqlite.org/copyright.html).",
    },
    {
      name: "SQLite3 Multiple Ciphers",
      version: find(/"SQLite3 Multiple Ciphers ([\d.]+)"/u),
      licence: "MIT",
      text: `SQLite3 Multiple Ciphers. ${find(/Copyright:\s+(\(c\) [^\n]*Ulrich Telle)/u)}. MIT licence:\n\n${mit}`,
    },
  ];
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
