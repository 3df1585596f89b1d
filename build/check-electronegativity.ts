import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformWithOxc } from "vite";
import { explainedFindings } from "./electronegativity-explained.ts";
import { type Finding, findingsIn } from "./electronegativity-findings.ts";

/**
 * `npm run electronegativity`, after `npm run package` or `npm run build`: Doyensec's checks over what ships. Everything it
 * finds has to be explained in electronegativity-explained.ts. The tool is fetched by npx and is no dependency: it brings
 * hundreds of packages of 2021, none of whose install scripts runs. Its parser is of that year too, so it gets the same code
 * in the language of 2020. Exit codes: 0 all is explained, 1 not all, 69 it could not be fetched.
 */
const root = join(import.meta.dirname, "..");
const tool = "@doyensec/electronegativity@1.10.3";
const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
/** It looks for translations in the network first, and without one dies of that at times, in the middle of its work. */
const withoutTranslations = `data:text/javascript,${encodeURIComponent(
  'process.on("uncaughtException", (error) => { if (!/onCancel|electronegativity-i18n/.test(error.message)) { console.error(error); process.exit(1); } });',
)}`;
/** For fetching it, and for its work, of which a minute is much. */
const timeout = 180_000;
const environment = { ...process.env, npm_config_ignore_scripts: "true", npm_config_fetch_retries: "1" };
if (!isThere()) {
  console.error(`${tool} could not be fetched: nothing was looked at.`);
  process.exit(69);
}
const folder = mkdtempSync(join(tmpdir(), "reinstate-electronegativity-"));
try {
  await lowerInto(join(folder, "app"));
  const found = scan(join(folder, "app"), join(folder, "found.sarif"));
  const unexplained = found.filter((finding) => explanationOf(finding) === undefined);
  for (const { issue, sample } of found) console.error(`${issue}: ${sample}`);
  for (const { issue, sample } of unexplained) console.error(`NOT EXPLAINED: ${issue}: ${sample}`);
  const unseen = explainedFindings.filter((each) => !found.some((finding) => explanationOf(finding) === each));
  for (const { issue } of unseen) console.error(`${issue} is explained but was not found: remove the explanation.`);
  console.error(`${found.length} findings, ${unexplained.length} not explained.`);
  if (unexplained.length + unseen.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function isThere(): boolean {
  const options = { env: environment, shell: process.platform === "win32", stdio: "ignore", timeout } as const;
  return spawnSync("npx", ["--yes", tool, "--version"], options).status === 0;
}

function explanationOf({ issue, sample }: Finding) {
  return explainedFindings.find((each) => each.issue === issue && sample.includes(each.sample));
}

/** The main process and the preload in older JavaScript, and the page as it is. */
async function lowerInto(app: string): Promise<void> {
  const dist = join(root, "dist");
  const inMain = existsSync(join(dist, "main"))
    ? readdirSync(join(dist, "main"), { recursive: true, encoding: "utf8" })
    : [];
  if (inMain.length === 0) throw new Error("Nothing is built: run `npm run build` first.");
  const files = [...inMain.filter((name) => name.endsWith(".js")).map((name) => `main/${name}`), "preload/index.cjs"];
  for (const file of files) {
    const { code } = await transformWithOxc(readFileSync(join(dist, file), "utf8"), file.replace(/cjs$/u, "js"), {
      target: "es2020",
    });
    const target = join(app, file.replace(/cjs$/u, "js"));
    mkdirSync(join(target, ".."), { recursive: true });
    writeFileSync(target, code);
  }
  cpSync(join(dist, "renderer/index.html"), join(app, "renderer/index.html"));
}

function scan(app: string, output: string): readonly Finding[] {
  const args = ["--yes", tool, "-i", app, "-r", "-v", "false", "-o", output, "-e", devDependencies.electron];
  // That check asks the network for Electron's releases; `npm outdated electron` in the checklist answers the same.
  const said = ask([...args, "-x", "AvailableSecurityFixesGlobalCheck"]);
  if (/Error parsing/u.test(said)) throw new Error(`It could not read everything:\n${said}`);
  const lineOf = (file: string, line: number) => readFileSync(join(app, file), "utf8").split("\n")[line - 1] ?? "";
  return findingsIn(readFileSync(output, "utf8"), lineOf);
}

/** What it prints. A tool that is not fetched whole, or dies of the network, has found nothing either way. */
function ask(args: readonly string[]): string {
  const { status, stdout } = spawnSync("npx", args, {
    encoding: "utf8",
    shell: process.platform === "win32",
    timeout,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...environment, NODE_OPTIONS: `--import=${withoutTranslations}` },
  });
  if (status === 0) return stdout;
  console.error(`${tool} did not get to its end: nothing is known.`);
  rmSync(folder, { recursive: true, force: true });
  process.exit(69);
}
