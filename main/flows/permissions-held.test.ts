import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Plan } from "../../preload/contract/plan.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { accessTokenClaims } from "../graph/access-token-claims.ts";
import { openDemoWalk } from "../open-demo.ts";
import { culpritFilter, type DemoWalk, letIncidentHappen } from "./demo-walk.ts";
import { makePlan, resumeJob, runPlan } from "./recover.ts";
import type { TenantSession } from "./tenant-session.ts";

let folder = "";
let walk: DemoWalk;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reinstate-permitted-"));
  walk = await openDemoWalk(folder, { scenario: "lockout", users: 50, seedNumber: 1 });
});
afterEach(async () => {
  await walk.close();
  await rm(folder, { recursive: true });
});

/** The session of an application that was granted exactly this. */
function asApplication(session: TenantSession, permissions: readonly string[]): TenantSession {
  const account = async () => ({
    name: "Nightly",
    objectId: null,
    tenantId: session.cloud.tenantId,
    authentication: "application" as const,
    permissions,
  });
  return { ...session, signIn: { ...session.signIn, account, signIn: account } };
}

async function planOfIncident({ session, demo }: DemoWalk): Promise<Plan> {
  const { before, played } = await letIncidentHappen(session, demo, "lockout");
  return makePlan(session, { target: before, filter: culpritFilter(played), removeAdded: true });
}

describe("a plan run without a person (C41)", () => {
  it("is refused before its first write where one of its permissions is missing, and names that one", async () => {
    const plan = await planOfIncident(walk);
    expect(plan.permissions).toContain("Application.Read.All");
    const writes: string[] = [];
    walk.demo.faults.intercept = (request) => {
      const isRead = request.method === "GET" || !request.url.includes("/v1.0/");
      if (!isRead) writes.push(`${request.method} ${request.url}`);
      return undefined;
    };
    const lacking = asApplication(
      walk.session,
      plan.permissions.filter((name) => name !== "Application.Read.All"),
    );
    await expect(runPlan(lacking, plan, plan.hash)).rejects.toMatchObject({
      code: "PERMISSION_MISSING",
      message: expect.stringMatching(/needs Application\.Read\.All, .*Nothing was written/),
    });
    expect(writes).toEqual([]);
    expect(walk.session.vault.jobs()).toEqual([]);
  });

  it("runs with all of them, and with a broader one in place of a narrower", async () => {
    const plan = await planOfIncident(walk);
    const broader = plan.permissions.map((name) => name.replace("Application.Read.", "Application.ReadWrite."));
    const job = await runPlan(asApplication(walk.session, broader), plan, plan.hash);
    expect([job.state, job.verdict]).toEqual(["ended", "complete"]);
    expect(accessTokenClaims(await walk.session.signIn.token(plan.permissions)).permissions).toEqual(
      expect.arrayContaining([...plan.permissions]),
    );
  });

  it("is not gone on with either", async () => {
    const plan = await planOfIncident(walk);
    walk.demo.faults.intercept = (request) => {
      if (request.method === "GET" || !request.url.includes("/v1.0/")) return undefined;
      throw new ReinstateError("TENANT_UNREACHABLE", "The network is gone.");
    };
    const job = await runPlan(walk.session, plan, plan.hash);
    expect(job.state).toBe("interrupted");
    walk.demo.faults.intercept = undefined;
    await expect(resumeJob(asApplication(walk.session, []), job.id)).rejects.toMatchObject({
      code: "PERMISSION_MISSING",
    });
  });
});
