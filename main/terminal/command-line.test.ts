import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeWorkplace, type Workplace } from "./testing/demo-vault.ts";
import { commandWords, documentOf, runCommand, runShell } from "./testing/run-command-line.ts";

const commands = [
  "demo",
  "connect-script",
  "signin",
  "signout",
  "whoami",
  "capture",
  "snapshots",
  "show",
  "find",
  "diff",
  "history",
  "plan",
  "undo",
  "switch-on",
  "apply",
  "jobs",
  "verify",
  "record",
  "check",
  "diagnostics",
  "retention",
  "prune",
  "schedule",
  "keys",
  "copies",
  "export",
  "import",
] as const;
let place: Workplace;

beforeAll(async () => {
  place = await makeWorkplace();
});
afterAll(() => place.remove());

describe("--help", () => {
  it("names every command, and the README does too", async () => {
    const { code, out } = await runCommand("--help");
    const named = [...out.matchAll(/^ {2}([a-z][a-z-]+) [^\n]* {2,}\w/gmu)].map(([, name]) => name);
    expect([code, named]).toEqual([0, [...commands, "help"]]);
    const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
    for (const command of commands) expect(readme).toMatch(new RegExp(`\`${command}[ \`]`, "u"));
  });

  it.each(commands)("%s has an example whose options exist", async (command) => {
    const { code, out } = await runCommand(command, "--help");
    expect(code).toBe(0);
    const [help = "", example = ""] = out.split("\nExample:\n");
    expect(example).toMatch(new RegExp(`^ {2}reinstate ${command}\\b`, "u"));
    for (const [option] of example.matchAll(/--[a-z-]+/gu)) expect(help).toContain(`${option} `);
  });
});

describe("options", () => {
  it("may stand before or after the command", async () => {
    const after = await runCommand("snapshots", "--json", "--cloud", "demo", "--vault", place.vault);
    const between = await runCommand("--json", "snapshots", "--vault", place.vault, "--cloud", "demo");
    expect([after.code, between.out]).toEqual([0, after.out]);
  });

  it.each([
    ["powershell", "param([Parameter(Mandatory)][string]$CertificateFile)"],
    ["bash", "certificate=${1:?Give the file of the certificate"],
  ])(
    "connect-script --unattended prints the %s script with a certificate and no person's permissions",
    async (shell, line) => {
      const person = await runCommand("connect-script", "--shell", shell);
      expect(person.out).not.toContain(line);
      expect(person.out).toContain("offline_access");
      for (const words of [
        ["connect-script", "--unattended"],
        ["--unattended", "connect-script"],
      ]) {
        const { code, out } = await runCommand(...words, "--shell", shell);
        expect(code).toBe(0);
        expect(out).toContain(line);
        expect(out).toContain("Reinstate unattended");
        expect(out).not.toContain("offline_access");
      }
    },
  );

  it("of a command have no name that every command's option takes", async () => {
    const namesIn = (help: string) => [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gmu)].map(([, name]) => name);
    const all = (await runCommand("--help")).out;
    const [global, both] = [new Set(namesIn(all)), new Set<string>()];
    for (const command of commands) {
      const [own = ""] = (await runCommand(command, "--help")).out.split("\nGlobal ");
      for (const name of namesIn(own)) if (name !== "--help" && global.has(name)) both.add(`${command} ${name}`);
    }
    expect([...both]).toEqual(["connect-script --unattended"]);
  });

  it.each([
    [["diff", "1", "2", "--typs", "user"], "Did you mean --types?"],
    [["snapshot"], "Did you mean snapshots?"],
    [["diff", "1"], "missing required argument 'to'"],
    [["plan", "1"], "'--output <plan.json>' not specified"],
    [["demo", "--users", "7"], "Write a whole number from 50"],
    [["diff", "1", "2", "3"], "too many arguments"],
    [["snapshots", "--vault", ""], "It is empty."],
  ])("%j ends with 2 and a hint", async (args, hint) => {
    const { code, out, err } = await runCommand(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(hint);
    expect(err).toContain("--help");
  });

  it("understands types, kinds and formats in any letter case", async () => {
    const lists = ["--types", "CONDITIONALACCESSPOLICY, user", "--kinds", "Modified", "--format", "JSON"];
    const { code, out } = await place.demo("diff", "1", "2", ...lists);
    const { changes } = JSON.parse(out) as { changes: { type: string; kind: string }[] };
    expect(code).toBe(1);
    expect(new Set(changes.map(({ type }) => type))).toEqual(new Set(["user", "conditionalAccessPolicy"]));
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(["modified"]));
  });

  it("takes ids out of a CSV file, with or without a header", async () => {
    const { changes } = documentOf(await place.demo("--json", "diff", "1", "2")) as { changes: { id: string }[] };
    const [first, second] = changes.map(({ id }) => id);
    const headed = await place.file("headed.csv", `\uFEFFname;ID\r\n"one; two";${first?.toUpperCase()}\r\n`);
    const bare = await place.file("bare.csv", `${second},somebody\n`);
    expect(await idsIn(["--ids-from", headed])).toEqual([first]);
    expect(await idsIn(["--ids-from", bare])).toEqual([second]);
    expect((await idsIn(["--ids-from", bare, "--ids", first ?? ""])).sort()).toEqual([first, second].sort());
  });

  async function idsIn(filter: readonly string[]): Promise<(string | undefined)[]> {
    const { changes } = documentOf(await place.demo("--json", "diff", "1", "2", ...filter)) as {
      changes: { id: string }[];
    };
    return changes.map(({ id }) => id);
  }

  it("says of an actor whom no record knows that nothing is chosen, though the tenant differs", async () => {
    const plan = (...who: readonly string[]) => place.demo("plan", "1", ...who, "--output", place.path("whose.json"));
    for (const who of [
      ["--actor", "mallroy"],
      ["--correlation", "00000000-0000-4000-8000-000000000001"],
    ]) {
      const { out } = await plan(...who);
      expect(out).toMatch(/CAUTION: (\d+ objects differ|One object differs), but no audit record says/u);
    }
    expect((await plan("--actor", "example")).out).not.toContain("no audit record says that any");
  });

  it("plans with a page for the colleague who approves it, and takes answers to its questions", async () => {
    const [file, page] = [place.path("answered.json"), place.path("answered.html")];
    const made = await place.demo(
      "plan",
      "1",
      "--output",
      file,
      "--html",
      page,
      "--answer",
      "conflicts=keep",
      "references=stop",
    );
    expect([made.code, made.out]).toEqual([0, expect.stringContaining("Microsoft Graph is asked: ")]);
    expect(await readFile(page, "utf8")).toContain("This approves the plan with the hash");
    const refused = await place.demo("plan", "1", "--output", file, "--answer", "conflicts=drop");
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("keep or put-back")]);
    const senseless = await place.demo("plan", "1", "--output", file, "--answer", "yes");
    expect([senseless.code, senseless.err]).toEqual([2, expect.stringContaining('"yes" is no answer.')]);
    const [other, never] = [place.path("other.json"), "00000000-0000-4000-8000-000000000001"];
    const unasked = await place.demo("plan", "1", "--output", other, "--answer", `${never}=drop`);
    expect([unasked.code, unasked.err]).toEqual([2, expect.stringContaining(`asks nothing about "${never}".`)]);
    expect(existsSync(other)).toBe(false);
  });

  it("refuses an empty filter, which would choose everything", async () => {
    const file = place.path("never.json");
    for (const filter of [
      ["--ids", ""],
      ["--types", ","],
      ["--actor", " "],
    ]) {
      const { code, err } = await place.demo("plan", "1", ...filter, "--output", file);
      expect([code, err]).toEqual([2, `${filter[0]} is empty. Leave it out, or say what is meant.\n`]);
    }
    expect(existsSync(file)).toBe(false);
  });

  it("says nothing on stderr with --quiet", async () => {
    const { code, err } = await place.demo("--quiet", "diff", "1", "2", "--output", place.path("quiet.html"));
    expect([code, err]).toEqual([1, ""]);
  });
});

describe("npx reinstate", () => {
  it("passes words, output and exit code on", async () => {
    const start = fileURLToPath(new URL("../../build/bin/reinstate.mjs", import.meta.url));
    const words = `'${process.execPath}' '${start}'`;
    const shown = await runShell(`${words} --cloud demo --vault '${place.vault}' diff 1 2 --name 'nobody at all'`);
    expect([shown.code, shown.err]).toEqual([0, ""]);
    expect(shown.out).toContain("Nothing differs.");
    const refused = await runShell(`${words} --cloud demo --vault '${place.vault}' show 99`);
    expect([refused.code, refused.out]).toEqual([2, ""]);
  });
});

describe("the result", () => {
  it("tells people what changed and who did it", async () => {
    const { code, out } = await place.demo("diff", "1", "2", "--types", "conditionalAccessPolicy");
    expect(code).toBe(1);
    expect(out).toContain("CA Exclusion - Emergency Access");
    expect(out).toContain("by adm.ingrid.solberg@nordwind.example");
    const same = await place.demo("diff", "2", "2");
    expect([same.code, same.out.includes("Nothing differs.")]).toEqual([0, true]);
  });

  it("does not say of what is unknown that it does not differ", async () => {
    const copy = await place.copy("partly-known");
    const partly = (...words: readonly string[]) => runCommand("--cloud", "demo", "--vault", copy, ...words);
    expect((await partly("capture", "--types", "namedLocation")).code).toBe(0);
    const { code, out } = await partly("diff", "2", "latest");
    expect(out).toContain("Nothing differs in what is known (11 types are not known in full).");
    expect(code).toBe(3);
    expect((await partly("diff", "2", "latest", "--types", "namedLocation")).code).toBe(0);

    // A choice is no news every night; asked for by name, it is an answer that is missing.
    expect((await partly("capture", "--types", "namedLocation")).code).toBe(0);
    const both = await partly("diff", "latest~1", "latest");
    const told = both.out.replaceAll(/\s+/gu, " ").split("Not captured in either snapshot.");
    expect([both.code, told.length]).toEqual([0, 2]);
    expect((await partly("diff", "latest~1", "latest", "--types", "user")).code).toBe(3);
  });

  it("survives a reader that leaves", async () => {
    const words = commandWords("--cloud", "demo", "--vault", place.vault, "show", "1", "user", "--json");
    const { out, err } = await runShell(`{ ${words}; echo "ended with $?" >&2; } | true`);
    expect([out, err]).toEqual(["", "ended with 0\n"]);
  });

  it.skipIf(!existsSync("/dev/full"))("says that there is no room for its output", async () => {
    const words = commandWords("--cloud", "demo", "--vault", place.vault, "snapshots");
    const { code, err } = await runShell(`${words} > /dev/full`);
    expect([code, err]).toEqual([2, "There is no room left for the output. Free some and try again.\n"]);
  });
});
