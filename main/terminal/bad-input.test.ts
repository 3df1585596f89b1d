import { existsSync } from "node:fs";
import { chmod, chown, copyFile, mkdir, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Plan } from "../../preload/contract/plan.ts";
import { freezePlan } from "../plan/freeze-plan.ts";
import { openVault } from "../vault/open-vault.ts";
import { makeWorkplace, type Workplace } from "./testing/demo-vault.ts";
import {
  commandWords,
  documentOf,
  type OtherUser,
  runCommand,
  runShell,
  startCommand,
} from "./testing/run-command-line.ts";

let place: Workplace;
let planFile: string;
let word: readonly string[];

beforeAll(async () => {
  place = await makeWorkplace();
  word = ["--passphrase-file", await place.file("word.txt", "a word of its own\n")];
  planFile = place.path("plan.json");
  await place.demo("plan", "1", "--output", planFile);
});
afterAll(() => place.remove());

/** Nothing is lost: what the vault held, it holds. */
async function expectWhole(vault: string): Promise<void> {
  const { code, out } = await runCommand("--cloud", "demo", "--vault", vault, "check", "--json");
  expect([code, JSON.parse(out).ok]).toEqual([0, true]);
}

function cloudFile(change: object): Promise<string> {
  const id = "11111111-1111-4111-8111-111111111111";
  const there = { name: "Nowhere", authority: "https://127.0.0.1:1", graph: "https://127.0.0.1:1" };
  return place.file("cloud.json", `\uFEFF${JSON.stringify({ ...there, tenantId: id, clientId: id, ...change })}`);
}

describe("vaults", () => {
  it("refuses a vault of another tenant", async () => {
    const words = ["--passphrase-file", join(place.vault, "demo-passphrase.txt"), "--vault", place.vault];
    const { code, err } = await runCommand("capture", "--cloud", await cloudFile({}), ...words);
    expect(code).toBe(2);
    expect(err).toMatch(/^This vault is of the tenant "Nordwind Logistics"\. .*--vault/u);
  });

  it("refuses a wrong, empty and missing passphrase", async () => {
    const wrong = await runCommand("snapshots", "--vault", place.vault, ...word);
    expect([wrong.code, wrong.err]).toEqual([4, "The passphrase does not open this vault. Try again.\n"]);
    const empty = await place.file("empty.txt", "\nsecond line\n");
    const refused = await runCommand("snapshots", "--vault", place.vault, "--passphrase-file", empty);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("The passphrase is empty.")]);
    // Without its tenant the demo's vault is one like any other.
    const alone = await place.copy("alone");
    await rm(join(alone, "demo-tenant.state"));
    const missing = await runCommand("snapshots", "--vault", alone);
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining("--passphrase-file")]);
  });

  it("refuses what is no vault, and makes none on the way", async () => {
    const nothing = await runCommand("snapshots", "--vault", place.path("nothing"), ...word);
    expect([nothing.code, existsSync(place.path("nothing"))]).toEqual([2, false]);
    expect(nothing.err).toMatch(/^There is no vault in /u);
    await mkdir(place.path("garbage"));
    await place.file("garbage/vault.db", "not a database");
    await copyFile(join(place.vault, "slots.json"), place.path("garbage/slots.json"));
    const garbage = await runCommand(
      ...["check", "--vault", place.path("garbage"), "--passphrase-file", join(place.vault, "demo-passphrase.txt")],
    );
    expect([garbage.code, garbage.err]).toEqual([5, expect.stringMatching(/^The vault was altered or damaged\./u)]);
    expect(await readFile(place.path("garbage/vault.db"), "utf8")).toBe("not a database");
  });

  it("makes no demo on the way either, where it is only to be read", async () => {
    for (const words of [["check"], ["snapshots"], ["show", "latest"]]) {
      const nothing = await runCommand("--cloud", "demo", "--vault", place.path("none"), ...words);
      expect([nothing.code, nothing.err]).toEqual([
        2,
        expect.stringMatching(/^There is no demo vault in .*reinstate demo --vault/u),
      ]);
    }
    expect(existsSync(place.path("none"))).toBe(false);
  });

  it("proves a vault in one line that holds what somebody has to keep of it", async () => {
    const { code, out, err } = await runCommand("check", "--vault", place.vault);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(
      /^Proven: the vault of Nordwind Logistics is whole and as it was sealed\. All \d snapshots \([\d,]+ bytes\) read back .* The newest, \d of \S+, is complete\. .*: [0-9a-f]{64}\n$/u,
    );
    const id = out.trim().slice(-64);
    expect(await place.demo("check", "--known-id", id.toUpperCase())).toMatchObject({ code: 0 });
    expect(await place.demo("check", "--known-id", id.slice(1))).toMatchObject({ code: 2 });
    const other = await place.demo("check", "--known-id", id.replace(/./gu, "a"));
    expect([other.code, other.out]).toEqual([
      5,
      expect.stringMatching(/^ALTERED: The record whose id you kept is not in this vault: /u),
    ]);
    expect(other.out).not.toMatch(/is complete/u);
  });

  it("says what to do about a vault that was altered, and where its copy is", async () => {
    const altered = await place.copy("altered");
    const words = ["--cloud", "demo", "--vault", altered];
    await rm(join(altered, "head.json"));
    const alone = await runCommand(...words, "check");
    expect([alone.code, alone.out]).toEqual([
      5,
      expect.stringMatching(
        /^ALTERED: head\.json is missing: .*--accept-head check.* leave the folder .* as it is.*knows of no copy/u,
      ),
    ]);
    await runCommand(...words, "--accept-head", "check");
    await mkdir(place.path("usb"));
    await runCommand(...words, "copies", "add", place.path("usb"));
    await rm(join(altered, "head.json"));
    const copied = await runCommand(...words, "check");
    expect(copied.out).toContain(`copies rebuild ${place.path("usb")} --vault NEW-FOLDER`);
    expect(copied.out.trim()).not.toContain("\n");
  });

  it("says of a copy that it is one, and how a vault comes out of it, and makes none among its files", async () => {
    const [copied, copy] = [await place.copy("copied"), place.path("a-copy")];
    await mkdir(copy);
    const { code: added } = await runCommand("--cloud", "demo", "--vault", copied, "copies", "add", copy);
    expect(added).toBe(0);
    const before = await readdir(copy, { recursive: true });
    const cloud = await cloudFile({});
    for (const words of [
      ["check", "--vault", copy, ...word],
      ["check", "--cloud", "demo", "--vault", copy],
      ["capture", "--cloud", cloud, "--vault", copy, ...word],
      ["capture", "--cloud", "demo", "--vault", copy],
      ["demo", "--users", "50", "--vault", copy],
      ["copies", "rebuild", copy, "--vault", copy],
    ]) {
      const { code, err } = await runCommand(...words);
      expect([words.join(" "), code, err]).toEqual([
        words.join(" "),
        2,
        expect.stringContaining(
          `lies a copy of a vault, and no vault. Make one out of it in another folder: \`reinstate copies rebuild ${copy} --vault`,
        ),
      ]);
    }
    expect(await readdir(copy, { recursive: true })).toEqual(before);
  });

  it("finds one altered byte and names the place", async () => {
    const spoilt = await place.copy("spoilt");
    const file = await open(join(spoilt, "vault.db"), "r+");
    const { size } = await file.stat();
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, Math.floor(size / 2));
    await file.write(Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, Math.floor(size / 2));
    await file.close();
    const { code, err, out } = await runCommand("--cloud", "demo", "--vault", spoilt, "check");
    expect(code).toBe(5);
    expect(out + err).toMatch(/ALTERED: .+|altered or damaged.*\(.+\)/u);
  });

  it("finds that an older copy was put back", async () => {
    const older = await place.copy("older");
    await runCommand("--cloud", "demo", "--vault", older, "capture");
    await copyFile(join(place.vault, "vault.db"), join(older, "vault.db"));
    const { code, out } = await runCommand("--cloud", "demo", "--vault", older, "check", "--json");
    expect([code, JSON.parse(out)]).toEqual([5, expect.objectContaining({ ok: false, problem: expect.any(String) })]);
    const refused = await runCommand("--cloud", "demo", "--vault", older, "capture");
    expect([refused.code, refused.err]).toEqual([5, expect.stringContaining("--accept-head")]);
    const words = ["--cloud", "demo", "--vault", older];
    const onPurpose = await runCommand(...words, "--accept-head", "capture");
    expect(onPurpose).toMatchObject({ code: 0 });
    await expectWhole(older);
    expect((await runCommand(...words, "capture")).code).toBe(0);
  });

  it("tells the second process who holds the vault", async () => {
    const passphrase = (await readFile(join(place.vault, "demo-passphrase.txt"), "utf8")).trim();
    const vault = openVault({ folder: place.vault, passphrase });
    try {
      const { code, err } = await place.demo("capture");
      expect(code).toBe(2);
      expect(err).toMatch(
        new RegExp(`^The vault is open for writing elsewhere, in process ${process.pid} on .+\\. Close it`, "u"),
      );
    } finally {
      vault.close();
    }
    await expectWhole(place.vault);
  });
});

describe("plans", () => {
  async function edited(change: (plan: Plan) => Plan): Promise<string> {
    return place.file("edited.json", JSON.stringify(change(JSON.parse(await readFile(planFile, "utf8")) as Plan)));
  }

  it("refuses one that was edited by hand", async () => {
    const { code, err } = await place.demo("apply", await edited((plan) => ({ ...plan, removeAdded: true })), "--yes");
    expect([code, err]).toEqual([5, expect.stringContaining("its hash does not hold. Nothing was written.")]);
  });

  it("refuses one for another tenant", async () => {
    const other = await edited(({ hash: _, ...plan }) =>
      freezePlan({ ...plan, tenantId: "22222222-2222-4222-8222-222222222222", tenantName: "Fabrikam" }),
    );
    const { code, err } = await place.demo("apply", other, "--yes");
    expect([code, err]).toEqual([2, expect.stringContaining('This plan is for the tenant "Fabrikam"')]);
  });

  it("refuses what is none, and asks nobody who is not there", async () => {
    const none = await place.demo("apply", await place.file("none.json", "{}"), "--yes");
    expect([none.code, none.err]).toEqual([2, expect.stringContaining("This file is not a plan of Reinstate.")]);
    const missing = await place.demo("apply", place.path("missing.json"), "--yes");
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining("could not be read")]);
    const unasked = await place.demo("apply", planFile);
    expect([unasked.code, unasked.err]).toEqual([2, expect.stringContaining("Nobody is at the terminal")]);
    const jobs = documentOf(await place.demo("jobs", "--json")) as { jobs: readonly object[] };
    expect(jobs.jobs).toHaveLength(1);
  });

  it("passes no warning that stops unless it is named, also where nobody is asked", async () => {
    const message = "This would shut you out.";
    const stopping = await edited(({ hash: _, ...plan }) =>
      freezePlan({
        ...plan,
        id: "stopping",
        steps: [],
        warnings: [{ code: "blocks-you", severity: "stop", message, objects: [] }],
      }),
    );
    for (const accepted of [[], ["--accept", "blocks-everybody"]]) {
      const { code, err } = await place.demo("apply", stopping, "--yes", ...accepted);
      expect([code, err]).toEqual([2, expect.stringContaining(`STOP: ${message}`)]);
      expect(err).toMatch(/nothing was written\..* --accept blocks-you$/mu);
    }
    const { err } = await place.demo("apply", stopping, "--yes", "--accept", "blocks-everybody", "blocks-you");
    expect(err).not.toContain("STOP");
  });

  it("reads one that Windows PowerShell saved again", async () => {
    const text = await readFile(planFile, "utf8");
    await writeFile(place.path("windows.json"), `\uFEFF${text}`, "utf16le");
    const { code, out } = await place.demo("apply", place.path("windows.json"), "--dry-run");
    expect([code, out]).toEqual([0, expect.stringContaining("Nothing was sent.")]);
  });
});

describe("words that name nothing", () => {
  it.each([
    [["show", "1", "printer"], 'There is no object type "printer". There are: user, group,'],
    [["show", "1", "user", "nobody"], "Snapshot 1 holds no user with the id nobody."],
    [["show", "99"], "There is no snapshot 99."],
    [["show", "yesterday"], '"yesterday" names no snapshot.'],
    [["diff", "1", "2", "--types", "user,printer"], 'There is no object type "printer".'],
    [["diff", "1", "2", "--kinds", "broken"], 'There is no kind of change "broken".'],
    [["diff", "1", "2", "--format", "pdf"], 'There is no format "pdf".'],
    [["diff", "1", "2", "--since", "1"], '"1" is not a time.'],
    [["diff", "1", "2", "--attributes", "mobilephone"], 'no attribute "mobilephone". Did you mean mobilePhone?'],
    [["diff", "1", "2", "--except-attributes", "Conditions.users"], "Did you mean conditions.users?"],
    [["diff", "1", "2", "--ids-from", "missing.csv"], "The file missing.csv could not be read."],
    [["verify", "ffff"], "There is no job ffff in this vault."],
    [["undo", "ffff", "--output", "undo.json"], "There is no job ffff in this vault."],
  ])("%j", async (args, sentence) => {
    const { code, out, err } = await place.demo(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(sentence);
  });

  it("says what is wrong with a CSV file", async () => {
    const quote = await place.demo("diff", "1", "2", "--ids-from", await place.file("quote.csv", 'id\n"open\n'));
    expect([quote.code, quote.err]).toEqual([2, expect.stringContaining("is not a CSV file")]);
    const empty = await place.demo("diff", "1", "2", "--ids-from", await place.file("empty.csv", "id\n\n"));
    expect([empty.code, empty.err]).toEqual([2, expect.stringContaining("holds no ids")]);
    const people = await place.file("people.csv", "userPrincipalName\nanna@contoso.example\n");
    const names = await place.demo("diff", "1", "2", "--ids-from", people);
    expect([names.code, names.err]).toEqual([2, expect.stringContaining('needs a column "id"')]);
  });

  it("says of ids that name nothing that no report can show them", async () => {
    const { code, err } = await place.demo("diff", "1", "2", "--ids", "nosuch");
    expect(code).not.toBe(2);
    expect(err).toContain(
      "The id that was asked for names nothing, neither in the one snapshot nor in the other: nosuch.",
    );
  });

  it("makes no plan out of ids that name nothing", async () => {
    const { code, out, err } = await place.demo("plan", "1", "--ids", "nosuch", "--output", place.path("no.json"));
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("names nothing, neither in the snapshot nor now: nosuch.");
    expect(existsSync(place.path("no.json"))).toBe(false);
  });
});

describe("clouds", () => {
  it("refuses http", async () => {
    const file = await cloudFile({ graph: "http://127.0.0.1:1" });
    const { code, err } = await runCommand("capture", "--cloud", file, "--vault", place.path("http"), ...word);
    expect([code, err]).toEqual([2, expect.stringContaining("graph has to be an https address")]);
    expect(existsSync(place.path("http"))).toBe(false);
  });

  it("says that a tenant is out of reach, without its secret", async () => {
    const secret = "canary-1b7e";
    await place.file("secret.txt", `${secret}\n`);
    const file = await cloudFile({ secretFile: "secret.txt" });
    const ended = await runCommand("capture", "--cloud", file, "--vault", place.path("far"), ...word, "--json");
    expect([ended.code, documentOf(ended)]).toMatchObject([6, { error: { code: "TENANT_UNREACHABLE" } }]);
    expect(ended.err).toMatch(/^127\.0\.0\.1:1 could not be reached\./u);
    expect(ended.out + ended.err).not.toContain(secret);
  });
});

describe("imports", () => {
  it("refuses a truncated export and one of a wrong passphrase, and takes the whole one afterwards", async () => {
    const whole = place.path("whole.age");
    await place.demo("export", "1", whole, "--export-passphrase-file", word[1] ?? "");
    const bytes = await readFile(whole);
    await writeFile(place.path("cut.age"), bytes.subarray(0, Math.floor(bytes.length / 2)));
    const target = ["--vault", place.path("imported"), ...word];
    const cut = await runCommand("import", place.path("cut.age"), ...target);
    expect([cut.code, cut.err]).toEqual([5, "The export was cut off. Copy the file again; nothing was imported.\n"]);
    const other = await place.file("other.txt", "something else\n");
    const wrong = await runCommand("import", whole, ...target, "--export-passphrase-file", other);
    expect([wrong.code, wrong.err]).toEqual([
      4,
      expect.stringMatching(/^The passphrase does not open this export\. /u),
    ]);
    const { code, out } = await runCommand("import", whole, ...target, "--json");
    expect([code, JSON.parse(out).snapshot]).toEqual([0, 1]);
  });

  it("takes what makes sense of strange policy files and says why it leaves out the rest", async () => {
    await mkdir(place.path("policies"));
    const policy = (id: number, displayName: string) =>
      JSON.stringify({ id: `00000000-0000-4000-8000-00000000000${id}`, displayName, state: "enabled", conditions: {} });
    const long = "x".repeat(1_000_000);
    await place.file("policies/1-mark.json", `\uFEFF${policy(1, "With a mark")}`);
    await place.file("policies/2-first.json", policy(2, "First"));
    await place.file("policies/3-same-id.json", policy(2, "Second"));
    await place.file("policies/4-long.json", policy(3, long));
    const polluting = '"__proto__": {"polluted": true}';
    await place.file(
      "policies/5-proto.json",
      policy(4, "Proto").replace('"conditions":{}', `${polluting}, "conditions": {${polluting}}`),
    );
    const target = ["--vault", place.path("strange"), ...word, "--json"];
    const imported = await runCommand("import", place.path("policies"), ...target);
    expect([imported.code, documentOf(imported)]).toMatchObject([
      3,
      {
        objects: 4,
        refused: [{ file: "3-same-id.json", name: "Second", reason: expect.stringContaining("2-first.json") }],
      },
    ]);
    const shown = await runCommand(
      "show",
      "1",
      "conditionalAccessPolicy",
      "00000000-0000-4000-8000-000000000004",
      ...target,
    );
    expect(shown.out.match(/"__proto__": \{\s+"polluted": true/gu)).toHaveLength(2);
    const listed = await runCommand("show", "1", "conditionalAccessPolicy", ...target);
    const { objects } = documentOf(listed) as { objects: { name: string }[] };
    expect(objects.map(({ name }) => name).sort()).toEqual(["First", "Proto", "With a mark", long].sort());
    expect((await runCommand("check", ...target)).code).toBe(0);
  });

  it("makes no snapshot and no vault of a folder with nothing in it", async () => {
    await mkdir(place.path("empty"));
    await place.file("empty/readme.json", '{"hello": "world"}');
    const { code, err } = await runCommand("import", place.path("empty"), "--vault", place.path("none"), ...word);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining("holds nothing that can be imported. readme.json was left out"),
    ]);
    expect(existsSync(place.path("none"))).toBe(false);
  });
});

describe("a vault that another process writes to", () => {
  it("is read, compared and checked meanwhile; who wants to write is told who has it", async () => {
    const folder = await place.copy("busy");
    const passphrase = (await readFile(join(folder, "demo-passphrase.txt"), "utf8")).trim();
    const writer = openVault({ folder, passphrase });
    writer.setSecret("anything", Buffer.from("written, and not yet in the one file"));
    const run = (...args: readonly string[]) => runCommand("--cloud", "demo", "--vault", folder, ...args);
    const runs = await Promise.all([run("check"), run("diff", "1", "2"), run("find", "break"), run("capture")]);
    writer.close();
    expect(runs.map(({ code }) => code)).toEqual([0, 1, 0, 2]);
    expect(runs[3]?.err).toContain(`open for writing elsewhere, in process ${process.pid} on `);
    await expectWhole(folder);
  });
});

describe("disks", () => {
  const isRoot = process.getuid?.() === 0;
  let nobody: OtherUser;

  beforeAll(async () => {
    nobody = { uid: 65_534, gid: 65_534, compiled: place.path("compiled") };
    if (!isRoot) return;
    await mkdir(nobody.compiled);
    await chown(nobody.compiled, nobody.uid, nobody.gid);
    await chmod(place.folder, 0o755);
  });

  it("says that a folder may not be read or written", async ({ skip }) => {
    const closed = await place.copy("closed");
    await chmod(closed, isRoot ? 0o700 : 0o000);
    const user = isRoot ? nobody : undefined;
    const runs = (await startCommand(["--version"], user).ended.catch(() => undefined))?.code === 0;
    if (!runs) return skip("root's files are closed to others here, and root may read everything");
    const read = await startCommand(["--cloud", "demo", "--vault", closed, "snapshots"], user).ended;
    expect([read.code, read.err]).toEqual([2, expect.stringMatching(/^Access to .* is denied\./u)]);
    const write = await startCommand(["--cloud", "demo", "--vault", join(closed, "new"), "capture"], user).ended;
    expect([write.code, write.err]).toEqual([2, expect.stringMatching(/^Access to .* is denied\./u)]);
    await chmod(closed, 0o700);
    await expectWhole(closed);
  });

  it("reads, compares and checks a vault on a medium that cannot be written", async ({ skip }) => {
    const medium = await place.copy("medium");
    const user = isRoot ? nobody : undefined;
    const runs = (await startCommand(["--version"], user).ended.catch(() => undefined))?.code === 0;
    if (!runs) return skip("root's files are closed to others here, and root may read everything");
    for (const name of await readdir(medium)) await chmod(join(medium, name), 0o444);
    await chmod(medium, 0o555);
    const run = (...args: readonly string[]) =>
      startCommand(["--cloud", "demo", "--vault", medium, ...args], user).ended;
    expect(await run("snapshots")).toMatchObject({ code: 0, err: "" });
    expect(await run("check")).toMatchObject({ code: 0, out: expect.stringMatching(/^Proven/u) });
    expect(await run("diff", "1", "2")).toMatchObject({ code: 1 });
    expect(await run("capture")).toMatchObject({ code: 2, err: expect.stringMatching(/may not be written|denied/u) });
    await chmod(medium, 0o700);
  });

  it.skipIf(process.platform === "win32")(
    "loses nothing when there is no room (a limit of the file's size)",
    async () => {
      const full = await place.copy("full");
      const words = commandWords("--cloud", "demo", "--vault", full, "capture");
      // The shell counts in blocks of 512 bytes; without the signal the write fails as it does on a full disk.
      const { code, err } = await runShell(`trap '' XFSZ; ulimit -f 80; exec ${words}`);
      expect([code, err]).toEqual([2, expect.stringMatching(/^There is no room left/u)]);
      await expectWhole(full);
      expect((await runCommand("--cloud", "demo", "--vault", full, "capture")).code).toBe(0);
    },
  );

  it.skipIf(!existsSync("/dev/full"))("says that there is no room for a report or a plan", async () => {
    const report = await place.demo("diff", "1", "2", "--output", "/dev/full");
    expect([report.code, report.err]).toEqual([2, expect.stringContaining("There is no room left for /dev/full.")]);
  });
});
