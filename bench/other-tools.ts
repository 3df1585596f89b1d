import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DirectoryObject } from "../preload/contract/directory-object.ts";
import type { Work } from "./make-work.ts";

interface Tool {
  readonly name: string;
  readonly prepare: readonly string[];
  readonly save: readonly (readonly string[])[];
  /** The call that shows what differs between the two saved states. */
  readonly compare: (run: (values: readonly string[]) => string) => readonly string[];
}

const tools: readonly Tool[] = [
  {
    name: "git",
    prepare: ["init", "--quiet"],
    save: [
      ["add", "--all"],
      ["-c", "user.name=bench", "-c", "user.email=bench@example", "commit", "--quiet", "--message", "state"],
    ],
    compare: () => ["diff", "--stat", "HEAD~1", "HEAD"],
  },
  {
    name: "restic",
    prepare: ["init", "--quiet", "--repo", "../repository"],
    save: [["backup", "--quiet", "--repo", "../repository", "."]],
    compare: (run) => ["diff", "--quiet", "--repo", "../repository", ...resticSnapshots(run)],
  },
];

/** restic knows only the latest one by a name. */
function resticSnapshots(run: (values: readonly string[]) => string): readonly string[] {
  const listed = run(["snapshots", "--json", "--repo", "../repository"]);
  return (JSON.parse(listed) as { readonly id: string }[]).map(({ id }) => id);
}

/** What general tools need for the same two states, an object a file: lines of text, for those that are installed. */
export function otherTools(work: Work): readonly string[] {
  return tools.flatMap((tool) =>
    isInstalled(tool.name) ? [measureTool(tool, work)] : [`${tool.name}: not installed`],
  );
}

function isInstalled(name: string): boolean {
  try {
    execFileSync(name, ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function measureTool({ name, prepare, save, compare }: Tool, work: Work): string {
  const folder = mkdtempSync(join(tmpdir(), `reinstate-bench-${name}-`));
  const state = join(folder, "state");
  const run = (values: readonly string[]) =>
    execFileSync(name, values, {
      cwd: state,
      stdio: ["ignore", "pipe", "inherit"],
      encoding: "utf8",
      maxBuffer: 1 << 30,
      env: { ...process.env, RESTIC_PASSWORD: "bench" },
    });
  try {
    mkdirSync(state);
    writeFiles(state, work.first);
    run(prepare);
    const first = secondsOf(() => save.forEach((values) => void run(values)));
    writeFiles(state, work.changed);
    const second = secondsOf(() => save.forEach((values) => void run(values)));
    const comparison = compare(run);
    const difference = secondsOf(() => void run(comparison));
    const store = join(folder, name === "git" ? "state/.git" : "repository");
    return `${name}: first ${first} s, second ${second} s, difference ${difference} s, ${megabytesOf(store)} MB`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeFiles(folder: string, objects: readonly DirectoryObject[]): void {
  for (const object of objects) {
    // No folder of 100,000 files.
    const place = join(folder, object.type, object.id.slice(0, 2));
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `${object.id}.json`), JSON.stringify(object, null, 1));
  }
}

function secondsOf(work: () => void): string {
  const start = performance.now();
  work();
  return ((performance.now() - start) / 1000).toFixed(1);
}

function megabytesOf(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const bytes = names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  return (bytes / 1e6).toFixed(0);
}
