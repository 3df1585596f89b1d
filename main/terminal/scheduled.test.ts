import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openVault } from "../vault/open-vault.ts";
import { makeWorkplace, type Workplace } from "./testing/demo-vault.ts";
import { documentOf, runCommand } from "./testing/run-command-line.ts";

const timeout = 180_000;
let place: Workplace;
beforeAll(async () => {
  place = await makeWorkplace();
}, timeout);
afterAll(() => place.remove());

it(
  "capture under a schedule opens no browser for a person's sign-in that is over, and ends with 4 and what to do",
  async () => {
    expect((await place.demo("signout")).code).toBe(0);
    const refused = await place.demo("--unattended", "--json", "capture");
    expect([refused.code, documentOf(refused)]).toMatchObject([4, { error: { code: "SIGN_IN_NEEDED" } }]);
    expect(refused.err).toMatch(/nobody is there: no browser was opened\. Run `reinstate signin`/u);
    expect((await place.demo("signin")).code).toBe(0);
    const taken = await place.demo("--unattended", "--quiet", "capture");
    expect([taken.code, taken.out, taken.err]).toEqual([0, "", ""]);
  },
  timeout,
);

it(
  "without a terminal no browser is opened either, in a tenant that is no demo",
  async () => {
    const id = "11111111-2222-4333-8444-555555555555";
    const [authority, graph] = ["https://login.contoso.invalid", "https://graph.contoso.invalid"];
    const contoso = { name: "contoso", authority, graph, tenantId: id, clientId: id };
    const cloud = await place.file("contoso.json", JSON.stringify(contoso));
    const passphrase = await place.file("passphrase", "correct horse battery staple\n");
    const vault = place.path("contoso");
    const ended = await runCommand(
      ...["--cloud", cloud, "--vault", vault, "--passphrase-file", passphrase, "--json", "capture"],
    );
    expect([ended.code, documentOf(ended)]).toMatchObject([4, { error: { code: "SIGN_IN_NEEDED" } }]);
  },
  timeout,
);

it(
  "a capture beside one that holds the vault ends at once with 2 and harms nothing",
  async () => {
    const passphrase = readFileSync(`${place.vault}/demo-passphrase.txt`, "utf8").trim();
    const holder = openVault({ folder: place.vault, passphrase });
    const refused = await place.demo("--json", "--unattended", "capture");
    holder.close();
    expect([refused.code, documentOf(refused)]).toMatchObject([2, { error: { code: "VAULT_HELD", retryable: true } }]);
    const { code, out } = await place.demo("--json", "--unattended", "capture");
    expect([code, JSON.parse(out)]).toMatchObject([0, { snapshot: 6, complete: true, notes: [] }]);
  },
  timeout,
);

it(
  "a capture whose copy failed ends with 3, and says so also to a scheduler that wants to hear nothing else",
  async () => {
    mkdirSync(place.path("share"));
    expect((await place.demo("copies", "add", place.path("share"))).code).toBe(0);
    rmSync(place.path("share"), { recursive: true });
    const { code, err } = await place.demo("--quiet", "--unattended", "capture");
    expect([code, err]).toEqual([3, expect.stringMatching(/^The copy in .*share cannot be reached\. [^\n]*\n$/u)]);
  },
  timeout,
);
