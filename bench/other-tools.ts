import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DirectoryObject } from "../preload/contract/directory-object.ts";
import type { Work } from "./make-work.ts";
import type { Row } from "./measure.ts";

interface Seconds {
  readonly first: number;
  readonly second: number;
  readonly difference: number;
}

interface Tool {
  readonly name: string;
  /** What it took where our goals were set: a machine that is slower for it is slower for us. */
  readonly whenSet: Seconds;
  readonly prepare: readonly string[];
  readonly save: readonly (readonly string[])[];
  /** The call that shows what differs between the two saved states. */
  readonly compare: (run: (values: readonly string[]) => string) => readonly string[];
}

const tools: readonly Tool[] = [
  {
    name: "git",
    whenSet: { first: 9.8, second: 2, difference: 0.11 },
    prepare: ["init", "--quiet"],
    save: [
      ["add", "--all"],
      ["-c", "user.name=bench", "-c", "user.email=bench@example", "commit", "--quiet", "--message", "state"],
    ],
    compare: () => ["diff", "--stat", "HEAD~1", "HEAD"],
  },
  {
    name: "restic",
    whenSet: { first: 5.6, second: 4.6, difference: 2.9 },
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

/**
 * What general tools need for the same two states, an object a file, and what part of that our rows need beside the part that
 * the goals are of what they needed then: lines of text, for those that are installed.
 */
export function otherTools(work: Work, rows: readonly Row[]): readonly string[] {
  return tools.flatMap((tool) =>
    isInstalled(tool.name) ? measureTool(tool, work, rows) : [`${tool.name}: not installed`],
  );
}

/** Our row beside each of the tool's, and the goal in seconds. */
const ours = {
  first: { start: "seal the first snapshot", goal: 2 },
  second: { start: "seal the second, full read", goal: 1.5 },
  difference: { start: "report of ", goal: 0.05 },
};

function ratioLines({ name, whenSet }: Tool, taken: Seconds, rows: readonly Row[]): readonly string[] {
  return (Object.keys(ours) as (keyof Seconds)[]).flatMap((part) => {
    const { start, goal } = ours[part];
    const milliseconds = rows.find((row) => row.measure.startsWith(start))?.milliseconds;
    if (milliseconds === undefined) return [];
    const [reached, wanted] = [milliseconds / 1000 / taken[part], goal / whenSet[part]];
    const verdict = reached <= wanted ? "met" : "not met";
    return [`  ${part}: ours takes ${percent(reached)} of ${name}'s time, to reach ≤ ${percent(wanted)}: ${verdict}`];
  });
}

function percent(part: number): string {
  return `${Number((part * 100).toPrecision(2))} %`;
}

function isInstalled(name: string): boolean {
  try {
    execFileSync(name, ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function measureTool(tool: Tool, work: Work, rows: readonly Row[]): readonly string[] {
  const { name, prepare, save, compare } = tool;
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
    return [
      `${name}: first ${text(first)}, second ${text(second)}, difference ${text(difference)}, ${megabytesOf(store)} MB`,
      ...ratioLines(tool, { first, second, difference }, rows),
    ];
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

function secondsOf(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function text(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}

function megabytesOf(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const bytes = names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  return (bytes / 1e6).toFixed(0);
}
