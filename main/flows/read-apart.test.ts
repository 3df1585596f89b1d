import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { createDemoTenant } from "../demo/create-demo-tenant.ts";
import { castNames } from "../demo/tenant-cast.ts";
import { createGraph } from "../graph/create-graph.ts";
import { memoryTokenCache } from "../graph/memory-token-cache.ts";
import { createSignIn } from "../graph/sign-in.ts";
import { createVault } from "../vault/create-vault.ts";
import { passphrase } from "../vault/testing/scratch-vault.ts";
import { backUp } from "./backup.ts";
import { demoClock } from "./demo-clock.ts";
import { makePlan, runPlan } from "./recover.ts";
import type { TenantSession } from "./tenant-session.ts";

const folder = mkdtempSync(join(tmpdir(), "reinstate-apart-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const writing = ["CustomSecAttributeAssignment.ReadWrite.All", "User-LifeCycleInfo.ReadWrite.All"];

it("puts an application's security attributes and a person's leave date back, each with its own permission", async () => {
  const demo = createDemoTenant({ users: 60, seedNumber: 7, now: "2026-11-02T08:00:00.000Z" });
  const { cloud, transport, openBrowser } = demo;
  const clock = demoClock(demo, () => 0);
  const signIn = createSignIn({ cloud, transport, openBrowser, clock, cache: memoryTokenCache() });
  await signIn.signIn();
  const graph = (permissions: readonly string[]) => createGraph({ cloud, transport, signIn, permissions, clock });
  const of = { folder, tenantId: cloud.tenantId, tenantName: "Contoso", passphrase, passphraseCost: 16 };
  const vault = createVault({ ...of, now: demo.now() });
  const session: TenantSession = {
    vault,
    cloud,
    signIn,
    clock,
    newId: () => "0f0f0f0f-0000-4000-8000-00000000000a",
    graph,
  };

  const target = await backUp(session);
  /** Of the last snapshot: which objects have it, and what. */
  const valuesOf = (type: ObjectType, name: string) =>
    [...vault.objects(vault.snapshots().at(-1)?.number ?? 0, type)].flatMap(({ id, properties }) =>
      properties[name] === undefined ? [] : [[id, properties[name]] as const],
    );
  const held = () => ({
    classes: valuesOf("servicePrincipal", "customSecurityAttributes"),
    leaving: valuesOf("user", "employeeLeaveDateTime"),
  });
  const before = held();
  const [application = ""] = before.classes.map(([id]) => id);
  const [person = ""] = before.leaving.map(([id]) => id);
  expect(vault.object(target.number, "servicePrincipal", application)?.properties.displayName).toBe(
    castNames.hrApplication,
  );

  const intruder = graph([...writing, "Application.ReadWrite.All", "User.ReadWrite.All"]);
  const weakened = {
    Protection: { "@odata.type": "#microsoft.graph.customSecurityAttributeValue", DataClass: "Public" },
  };
  await intruder.write("PATCH", `/servicePrincipals/${application}`, { customSecurityAttributes: weakened });
  await intruder.write("PATCH", `/users/${person}`, { employeeLeaveDateTime: null });

  const plan = await makePlan(session, { target, filter: {}, removeAdded: false });
  expect(held()).not.toEqual(before);
  expect(plan.steps.map(({ promised }) => Object.keys(promised)).sort()).toEqual([
    ["customSecurityAttributes"],
    ["employeeLeaveDateTime"],
  ]);
  for (const permission of writing) expect(plan.permissions).toContain(permission);
  expect((await runPlan(session, plan, plan.hash)).verdict).toBe("complete");
  await backUp(session);
  expect(held()).toEqual(before);
  vault.close();
});
