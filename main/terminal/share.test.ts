import { afterAll, beforeAll, expect, it } from "vitest";
import { openDemo } from "../open-demo.ts";
import { makeWorkplace, type Workplace } from "./testing/demo-vault.ts";
import { documentOf } from "./testing/run-command-line.ts";

let place: Workplace;

beforeAll(async () => {
  place = await makeWorkplace();
}, 120_000);

afterAll(() => place.remove());

it("the share of Graph's limits is 80 % until set, and the vault keeps it", { timeout: 240_000 }, async () => {
  const kept = async () => {
    const session = await openDemo(place.vault);
    const percent = session.vault.allowanceShare();
    await session.close();
    return percent;
  };
  expect(await kept()).toBe(80);
  const refused = await place.demo("capture", "--share", "101");
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("whole number from 5 to 100")]);
  expect(await kept()).toBe(80);
  expect((await place.demo("capture", "--types", "authorizationPolicy", "--share", "35%", "--quiet")).code).toBe(0);
  expect(await kept()).toBe(35);
  const [plan, nothing] = [place.path("nothing.json"), ["--types", "authorizationPolicy"]];
  expect((await place.demo("plan", "latest", ...nothing, "--output", plan, "--quiet")).code).toBe(0);
  expect((await place.demo("apply", plan, "--yes", "--share", "20", "--quiet")).code).toBe(0);
  expect(await kept()).toBe(20);
});

it("all members of a group are read until a most is set, which the vault keeps", { timeout: 240_000 }, async () => {
  const kept = async () => {
    const session = await openDemo(place.vault);
    const most = session.vault.mostMembers();
    await session.close();
    return most;
  };
  const capture = async (most: string) =>
    place.demo("capture", "--types", "authorizationPolicy", "--most-members", most, "--quiet");
  expect(await kept()).toBeUndefined();
  for (const wrong of ["999", "1e6", "none"]) expect((await capture(wrong)).code).toBe(2);
  expect((await capture("50000")).code).toBe(0);
  expect(await kept()).toBe(50_000);
  expect((await capture("all")).code).toBe(0);
  expect(await kept()).toBeUndefined();
});

it("a plan that deletes more than what was set says so and stops, and the vault keeps the number", {
  timeout: 240_000,
}, async () => {
  const plan = (most: string) =>
    place.demo("plan", "1", "--remove-added", "--output", place.path("d.json"), "--json", "--most-deletions", most);
  const stops = async (most: string) => {
    const { warnings } = documentOf(await plan(most)) as { warnings: readonly { code: string; message: string }[] };
    return warnings.filter(({ code }) => code === "many-deletions").map(({ message }) => message.split(":")[0]);
  };
  for (const wrong of ["-1", "1e3", "10001", ""]) expect((await plan(wrong)).code).toBe(2);
  expect(await stops("10000")).toEqual([]);
  expect(await stops("0")).toEqual([expect.stringMatching(/^The plan deletes \d+ objects?; every deletion has/u)]);
  const session = await openDemo(place.vault);
  expect(session.vault.mostDeletions()).toBe(0);
  await session.close();
});
