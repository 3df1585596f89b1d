import { afterAll, expect, it } from "vitest";
import { openDemoWalk } from "../open-demo.ts";
import { newFolder, removeFolders } from "../vault/testing/scratch-vault.ts";
import { backUp } from "./backup.ts";
import { makeReport } from "./report.ts";

afterAll(() => removeFolders());

it("shows from where and with what a stolen account had signed in before it did harm", async () => {
  const { session, demo, close } = await openDemoWalk(newFolder(), {
    scenario: "compromised-admin",
    users: 60,
    seedNumber: 1,
  });
  const before = await backUp(session);
  demo.play("compromised-admin");
  const after = await backUp(session);
  const { changes } = await makeReport(session.vault, before, after);
  const events = changes.flatMap(({ attribution }) => attribution.events);
  const stolen = events.filter(({ actor }) => actor.startsWith("adm.tomas.ferreira"));
  expect(stolen.length).toBeGreaterThan(3);
  for (const { at, address, signIn } of stolen) {
    expect(address).toBe("203.0.113.77");
    expect(signIn).toMatchObject({ application: "Azure Portal", place: "Reykjavik, IS" });
    expect(signIn !== undefined && signIn.at < at).toBe(true);
  }
  await close();
});
