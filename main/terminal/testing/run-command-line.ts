import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { commandLine, type Surroundings } from "../../command-line.ts";

const cli = fileURLToPath(new URL("../../cli.ts", import.meta.url));
const root = fileURLToPath(new URL("../../../", import.meta.url));
/** As build/bin/reinstate.mjs has it: half the start is compiling. */
const compiled = join(root, "node_modules", ".cache", "reinstate");

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Somebody else than the one who runs the tests. */
export interface OtherUser {
  readonly uid: number;
  readonly gid: number;
  /** A folder of theirs: what was compiled by one person is not used for another. */
  readonly compiled: string;
}

/** Starts the real command line. Nobody is at its terminal. */
export function startCommand(args: readonly string[], user?: OtherUser): Started {
  return watchProgram(process.execPath, [cli, ...args], user);
}

/** Runs the command line to its end in this process, which saves the start of one. Nobody is at its terminal. */
export function runCommand(...args: readonly string[]): Promise<Ended> {
  return runLogged({}, ...args);
}

/** The same, with a log. */
export async function runLogged(
  logging: Pick<Surroundings, "log" | "logFolder">,
  ...args: readonly string[]
): Promise<Ended> {
  const output = new PassThrough();
  const diagnostics = new PassThrough();
  const texts = Promise.all([text(output), text(diagnostics)]);
  const { signal } = new AbortController();
  const code = await commandLine(args, { input: Readable.from([]), output, diagnostics, signal, ...logging });
  output.end();
  diagnostics.end();
  const [out, err] = await texts;
  return { code, out, err };
}

/** Runs it to its end in an environment that holds these and the path, and nothing else. */
export function runCommandIn(
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Ended> {
  const { PATH = "", HOME = "" } = process.env;
  return watchProgram(process.execPath, [cli, ...args], undefined, { PATH, HOME, ...environment }).ended;
}

/** The words with which a shell starts it. */
export function commandWords(...args: readonly string[]): string {
  return [process.execPath, cli, ...args].map((word) => `'${word}'`).join(" ");
}

/** Runs a line in the shell. */
export function runShell(line: string): Promise<Ended> {
  return watchProgram("/bin/sh", ["-c", line]).ended;
}

/** The one JSON document on stdout. */
export function documentOf({ out }: Ended): unknown {
  return JSON.parse(out);
}

function watchProgram(program: string, args: readonly string[], user?: OtherUser, environment = process.env): Started {
  // The log would lie among the data of whoever runs the tests.
  const env = { REINSTATE_LOG: "off", ...environment, NODE_COMPILE_CACHE: user?.compiled ?? compiled };
  const { uid, gid } = user ?? {};
  const child = spawn(program, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], uid, gid });
  const texts = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (texts.out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (texts.err += chunk));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...texts }));
  });
  return { child, ended };
}
