import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openVault } from "../vault/open-vault.ts";
import { makeWorkplace, type Workplace } from "./testing/demo-vault.ts";
import { documentOf } from "./testing/run-command-line.ts";

let place: Workplace;

beforeAll(async () => {
  place = await makeWorkplace();
  await sealAsApplication();
});
afterAll(() => place.remove());

/** Snapshot 5: what a capture without a person sees of the first one, which is without the members of groups. */
async function sealAsApplication(): Promise<void> {
  const passphrase = (await readFile(`${place.vault}/demo-passphrase.txt`, "utf8")).split("\n")[0] ?? "";
  const vault = openVault({ folder: place.vault, passphrase });
  const [first] = vault.snapshots();
  if (first === undefined) throw new Error("The demo has no snapshot.");
  const origin = { ...first.origin, authentication: "application", by: "nightly" } as const;
  const seal = vault.beginSnapshot({ startedAt: first.startedAt, origin });
  for (const object of vault.objects(first.number)) {
    seal.add([object.type === "group" ? { ...object, links: { ...object.links, members: [] } } : object]);
  }
  seal.finish({ endedAt: first.endedAt, types: first.types });
  vault.close();
}

it("A13: diff warns before it shows members that the application did not see as removed", async () => {
  const told = await place.demo("diff", "1", "5");
  expect([told.code, told.err]).toEqual([1, expect.stringMatching(/Warning: .*snapshot 1 by a person, .*nightly/u)]);
  expect(told.out.indexOf("Warning:")).toBeLessThan(told.out.indexOf("members -"));
  expect(documentOf(await place.demo("diff", "1", "5", "--json"))).toMatchObject({
    warnings: [expect.stringContaining("snapshot 5 by an application, nightly")],
  });
  expect(documentOf(await place.demo("diff", "1", "2", "--json"))).toMatchObject({ warnings: [] });
});

it("A13: plan warns where the snapshot was read by an application and the tenant by a person", async () => {
  const plan = (snapshot: string) => place.demo("plan", snapshot, "--output", place.path("plan.json"), "--json");
  const doubtful = { code: "read-differently", severity: "caution" };
  const { warnings } = documentOf(await plan("5")) as { warnings: { message: string }[] };
  expect(warnings).toContainEqual(expect.objectContaining(doubtful));
  const usual = documentOf(await plan("1")) as { steps: object[]; warnings: object[] };
  expect(usual.steps.length).toBeGreaterThan(0);
  expect(usual.warnings).not.toContainEqual(expect.objectContaining(doubtful));
});
