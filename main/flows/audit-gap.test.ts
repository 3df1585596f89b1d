import { afterEach, expect, it } from "vitest";
import { openDemoWalk } from "../open-demo.ts";
import { newFolder, removeFolders } from "../vault/testing/scratch-vault.ts";
import { backUp } from "./backup.ts";
import { changesBetween } from "./report.ts";

afterEach(() => removeFolders());

/** Audit records come up to an hour late, so that as much more is asked for. */
const hourMs = 3_600_000;

it("audit records that could not be read are said to be missing, and are read when they can be", {
  timeout: 60_000,
}, async () => {
  const walk = await openDemoWalk(newFolder(), { scenario: "lockout", users: 50, seedNumber: 1 });
  const { demo, session } = walk;
  const asked: string[] = [];
  let isClosed = true;
  demo.faults.intercept = (request) => {
    const url = new URL(request.url);
    if (!url.pathname.endsWith("/directoryAudits")) return undefined;
    asked.push(/ge (\S+)/u.exec(url.searchParams.get("$filter") ?? "")?.[1] ?? "");
    if (!isClosed) return undefined;
    const body = JSON.stringify({ error: { code: "Authorization_RequestDenied", message: "Insufficient privileges" } });
    return Promise.resolve({ status: 403, headers: { "content-type": "application/json" }, body });
  };
  const first = await backUp(session);
  expect(first).toMatchObject({ complete: true, auditReason: expect.stringMatching(/needs AuditLog.Read.All/) });
  demo.play("lockout");
  const second = await backUp(session);
  const [change] = changesBetween(session.vault, first, second);
  expect(change?.attribution).toMatchObject({ status: "unknown", reason: second.auditReason });
  isClosed = false;
  const third = await backUp(session);
  expect(third.auditReason).toBeUndefined();
  // The last but one question, before the objects are read. As far back as Entra keeps them: neither of the two before could read any.
  expect(Date.parse(third.startedAt) - Date.parse(asked.at(-2) ?? "")).toBe(30 * 86_400_000 + hourMs);
  const known = [...changesBetween(session.vault, first, third)].map(({ attribution }) => attribution.status);
  expect(known).toContain("known");
  await backUp(session);
  expect(Date.parse(third.startedAt) - Date.parse(asked.at(-2) ?? "")).toBe(15 * 60_000 + hourMs);
  await walk.close();
});

it("a wrong clock is told beside what may be missing for it, and what it left out is read once it is right", {
  timeout: 60_000,
}, async () => {
  const walk = await openDemoWalk(newFolder(), { scenario: "lockout", users: 50, seedNumber: 1 });
  const { demo, session } = walk;
  const first = await backUp(session);
  const aheadMs = 3 * 3_600_000;
  const wrong = { now: () => session.clock.now() + aheadMs, wait: session.clock.wait };
  const { graph } = session;
  const dated = { clockAheadMs: aheadMs };
  const wrongly = {
    ...session,
    clock: wrong,
    graph: (permissions: readonly string[]) => {
      const own = graph(permissions);
      return { ...own, statistics: { ...own.statistics, ...dated } };
    },
  };
  const second = await backUp(wrongly);
  expect(second.auditReason).toContain("is 180 minutes ahead of Microsoft Graph's");
  demo.play("lockout");
  const third = await backUp(session);
  expect(third.auditReason).toBeUndefined();
  const [change] = changesBetween(session.vault, first, third);
  expect(change?.attribution.status).toBe("known");
  await walk.close();
});
