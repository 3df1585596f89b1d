import { describe, expect, it } from "vitest";
import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import { scriptedCloud } from "../graph/scripted-transport.ts";
import { captureSignIns } from "./capture-sign-ins.ts";
import { createScriptedDirectory } from "./scripted-directory.ts";

const until = "2026-11-02T00:00:00.000Z";
const log = "/auditLogs/signIns";

function done(id: string, at = "2026-11-01T08:00:00Z", more: Partial<AuditRecord> = {}): AuditRecord {
  return {
    id: `${id} ${at}`,
    activityDateTime: at,
    activityDisplayName: "Update user",
    category: "UserManagement",
    result: "success",
    correlationId: null,
    initiatedBy: { kind: "user", id, name: `${id}@contoso.example`, address: "203.0.113.7" },
    targetResources: [],
    ...more,
  };
}

const signIn = {
  id: "s1",
  createdDateTime: "2026-11-01T07:50:00Z",
  userId: "eve",
  userPrincipalName: "eve@contoso.example",
  appDisplayName: "Azure Portal",
  ipAddress: "203.0.113.7",
  correlationId: "c1",
  status: { errorCode: 0 },
  deviceDetail: { browser: "Firefox 128.0", operatingSystem: "Linux" },
  location: { city: "Reykjavik", countryOrRegion: "IS" },
};

describe("captureSignIns", () => {
  it("reads from where people who changed something had signed in, from a day before their first change", async () => {
    const refused = { ...signIn, id: "s2", status: { errorCode: 50126 } };
    const bare = { id: "s3", createdDateTime: "2026-11-01T07:55:00Z", userId: "eve", status: { errorCode: 0 } };
    const { graph, seen } = createScriptedDirectory({ [log]: { body: { value: [signIn, refused, bare] } } });
    const audit = [done("eve", "2026-11-01T09:00:00Z"), done("eve")];
    const { records, reason } = await captureSignIns({ graph, audit, until });
    expect(seen.map(({ path }) => path)).toEqual([
      `${log}?$filter=userId eq 'eve' and createdDateTime ge 2026-10-31T08:00:00.000Z and createdDateTime le ${until}&$top=50`,
    ]);
    expect(reason).toBeUndefined();
    expect(records.map(({ id }) => id)).toEqual(["s1", "s3"]);
    expect(records[0]).toMatchObject({
      category: "SignInLogs",
      initiatedBy: { kind: "user", id: "eve", name: "eve@contoso.example", address: "203.0.113.7" },
      signIn: { application: "Azure Portal", device: "Firefox 128.0 on Linux", place: "Reykjavik, IS" },
    });
    expect(records[1]?.signIn).toEqual({ application: null, device: null, place: null });
  });

  it("asks nobody about applications, refused changes and nothing", async () => {
    const { graph, seen } = createScriptedDirectory({});
    const app = { kind: "app", id: "robot", name: "robot", address: null } as const;
    const audit = [done("robot", undefined, { initiatedBy: app }), done("eve", undefined, { result: "failure" })];
    expect(await captureSignIns({ graph, audit, until })).toEqual({ records: [] });
    expect(seen).toEqual([]);
  });

  it("asks about those who did most, and says how many it left out", async () => {
    const { graph, seen } = createScriptedDirectory({});
    const audit = Array.from({ length: 14 }, (_, person) =>
      Array.from({ length: person + 1 }, (_each, time) => done(`p${person}`, `2026-11-01T08:00:${10 + time}Z`)),
    ).flat();
    const { reason } = await captureSignIns({ graph, audit, until });
    expect(seen).toHaveLength(10);
    expect(seen[0]?.path).toContain("'p13'");
    expect(reason).toBe("Sign-ins were read of the 10 people who changed most, of 14.");
  });

  it.each([
    ["that is no list", { body: { value: null } }],
    ["that leads elsewhere", { body: { value: [], "@odata.nextLink": "https://elsewhere.example/page" } }],
    ["that goes round", { body: { value: [], "@odata.nextLink": `${scriptedCloud.graph}/v1.0${log}?page` } }],
  ])("a log %s costs the sign-ins, and not the whole capture at its end", async (_what, answer) => {
    const { graph } = createScriptedDirectory({ [log]: answer });
    const { reason } = await captureSignIns({ graph, audit: [done("eve")], until });
    expect(reason).toMatch(/^Where they signed in from is not known: ./u);
  });

  it.each([
    [403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", "needs a Microsoft Entra ID P1 or P2 licence."],
    [403, "Authentication_RequestFromUnsupportedUserRole", "the account needs a role such as Reports Reader"],
    [403, "Authentication_MSGraphPermissionMissing", "is not readable, needs AuditLog.Read.All."],
    [403, "Authorization_RequestDenied", "needs AuditLog.Read.All and a role such as Reports Reader."],
    [400, "BadRequest", "HTTP 400"],
  ])("a refusal (%i %s) is a reason of its own, not an error", async (status, code, words) => {
    const answer = { status, body: { error: { code, message: "no" } } };
    const { graph } = createScriptedDirectory({ [log]: answer });
    const { records, reason } = await captureSignIns({ graph, audit: [done("eve")], until });
    expect(records).toEqual([]);
    expect(reason).toMatch(/^Where they signed in from is not known: ./u);
    expect(reason).toContain(words);
  });
});
