import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Clock } from "../../../graph/clock.ts";
import type { Cloud } from "../../../graph/cloud.ts";
import { createGraph } from "../../../graph/create-graph.ts";
import { createSignIn } from "../../../graph/sign-in.ts";
import { patchObject } from "../../directory-writes.ts";
import { graphAppId, graphRoles } from "../../generate/microsoft-services.ts";
import { cast } from "../../tenant-cast.ts";
import {
  createServiceForTests,
  demoAuthority,
  demoClientId,
  demoGraph,
  type ServiceForTests,
} from "../service-for-tests.ts";

function signInTo(demo: ServiceForTests, more: Partial<Cloud> = {}) {
  let stored: string | undefined;
  const cloud: Cloud = {
    name: "demo",
    authority: demoAuthority,
    graph: demoGraph,
    tenantId: demo.state.tenantId,
    clientId: demoClientId,
    allowance: { readUnitsPer10s: 8000, writesPerSecond: 20, conditionalAccessPerSecond: 1 },
    demo: true,
    ...more,
  };
  const clock: Clock = {
    now: () => demo.state.clockMs,
    wait: async (milliseconds) => {
      demo.state.clockMs += milliseconds;
    },
  };
  const { transport, openBrowser } = demo.service;
  const cache = {
    read: async () => stored,
    write: async (text: string) => {
      stored = text;
    },
  };
  const patience: Clock = { now: () => 0, wait: () => new Promise(() => undefined) };
  const signIn = createSignIn({
    cloud,
    transport,
    cache,
    openBrowser,
    clock,
    patience,
    permissions: ["User.Read.All"],
  });
  const graph = createGraph({ cloud, transport, signIn, permissions: ["User.Read.All"], clock });
  return { signIn, graph, cloud, clock };
}

describe("sign-in with the real msal-node", () => {
  it("in the browser, with exactly the scopes asked for and what the registration was consented to", async () => {
    const demo = createServiceForTests();
    const { signIn, graph } = signInTo(demo);
    const account = await signIn.signIn();
    expect(account).toMatchObject({
      name: `${cast.recoveryAdmin.local}@${demo.state.domain}`,
      objectId: demo.administrator.id,
      tenantId: demo.state.tenantId,
      authentication: "delegated",
      permissions: ["CustomSecAttributeAssignment.Read.All", "User-LifeCycleInfo.Read.All", "User.Read.All"],
    });
    expect(await graph.get("/me?$select=id")).toMatchObject({ id: demo.administrator.id });
    await expect(graph.get("/groups")).rejects.toMatchObject({ code: "PERMISSION_MISSING" });
  });

  it("asks for more consent when more is needed, and keeps what was consented to", async () => {
    const demo = createServiceForTests();
    const { signIn } = signInTo(demo);
    await signIn.signIn();
    await signIn.token(["Group.ReadWrite.All"]);
    expect((await signIn.account())?.permissions).toEqual(
      expect.arrayContaining(["User.Read.All", "Group.ReadWrite.All"]),
    );
  });

  it("with a device code that the browser approves", async () => {
    const demo = createServiceForTests();
    const { signIn } = signInTo(demo);
    const shown: string[] = [];
    const account = await signIn.signIn({
      deviceCode: (message) => {
        shown.push(message);
        void demo.service.openBrowser(/https:\S+/.exec(message)?.[0] ?? "");
      },
    });
    expect(shown[0]).toMatch(/open the page https:\/\/login\.demo\.example\/device and enter the code [0-9A-F]{8}/);
    expect(account.authentication).toBe("delegated");
  });

  it("renews a token that ended on the tenant's clock", async () => {
    const demo = createServiceForTests();
    const { signIn, graph } = signInTo(demo);
    await signIn.signIn();
    const first = await signIn.token([]);
    demo.state.clockMs += 2 * 3_600_000;
    expect(await graph.get("/me?$select=id")).toBeDefined();
    expect(await signIn.token([])).not.toBe(first);
  });

  it("refuses a disabled person, and a code without its verifier", async () => {
    const demo = createServiceForTests();
    const { signIn } = signInTo(demo);
    const { state, administrator, service } = demo;
    patchObject(state, { kind: "user", id: "x", name: "x", address: "x" }, "user", String(administrator.id), {
      accountEnabled: false,
    });
    await expect(signIn.signIn()).rejects.toMatchObject({ details: expect.stringContaining("AADSTS50057") });
    const form = new URLSearchParams({ grant_type: "authorization_code", code: "made-up", client_id: demoClientId });
    const url = `${demoAuthority}/${state.tenantId}/oauth2/v2.0/token`;
    const answer = await service.transport({ method: "POST", url, headers: {}, body: form.toString() });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ error: "invalid_grant", error_codes: [70008] });
  });

  it("checks the proof key", async () => {
    const demo = createServiceForTests();
    const posted: URLSearchParams[] = [];
    const { createServer } = await import("node:http");
    const server = createServer((request, response) => {
      let text = "";
      request.on("data", (part: Buffer) => {
        text += part.toString();
      });
      request.on("end", () => {
        posted.push(new URLSearchParams(text));
        response.end("ok");
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const redirect = `http://localhost:${typeof address === "object" && address !== null ? address.port : 0}`;
    const query = new URLSearchParams({
      client_id: demoClientId,
      response_type: "code",
      redirect_uri: redirect,
      state: "s",
      scope: `${demoGraph}/User.Read.All`,
      code_challenge: "not-the-hash",
      code_challenge_method: "S256",
    });
    await demo.service.openBrowser(`${demoAuthority}/${demo.state.tenantId}/oauth2/v2.0/authorize?${query}`);
    server.close();
    const form = new URLSearchParams({
      grant_type: "authorization_code",
      code: posted[0]?.get("code") ?? "",
      client_id: demoClientId,
      redirect_uri: redirect,
      code_verifier: "whatever",
    });
    const url = `${demoAuthority}/${demo.state.tenantId}/oauth2/v2.0/token`;
    const answer = await demo.service.transport({ method: "POST", url, headers: {}, body: form.toString() });
    expect(JSON.parse(answer.body)).toMatchObject({ error: "invalid_grant", error_codes: [501481] });
  });
});

describe("unattended sign-in", () => {
  /** Gives an application of the tenant two roles of Graph. */
  async function prepared(demo: ServiceForTests) {
    const application = demo.find("application", () => true);
    const principal = demo.find("servicePrincipal", ({ appId }) => appId === application.appId);
    const graph = demo.find("servicePrincipal", ({ appId }) => appId === graphAppId);
    for (const { id } of graphRoles.slice(0, 2)) {
      const body = { principalId: principal.id ?? "", resourceId: graph.id ?? "", appRoleId: id };
      await demo.ask("POST", `/servicePrincipals/${graph.id}/appRoleAssignedTo`, body);
    }
    return application;
  }

  it("with a secret that was just added; a wrong one and an ended one are refused", async () => {
    const demo = createServiceForTests();
    const application = await prepared(demo);
    const added = await demo.ask("POST", `/applications/${application.id}/addPassword`, {
      passwordCredential: { displayName: "night" },
    });
    expect(added.status).toBe(200);
    const secretPath = join(mkdtempSync(join(tmpdir(), "reinstate-")), "secret");
    writeFileSync(secretPath, String(added.body.secretText));
    const { signIn, graph } = signInTo(demo, { clientId: String(application.appId), secretPath });
    const account = await signIn.signIn();
    expect(account.authentication).toBe("application");
    expect(account.permissions).toEqual(expect.arrayContaining(graphRoles.slice(0, 2).map(({ value }) => value)));
    expect(await graph.count("/users")).toBe(demo.state.objects.user.size);
    writeFileSync(secretPath, "wrong");
    await expect(
      signInTo(demo, { clientId: String(application.appId), secretPath }).signIn.signIn(),
    ).rejects.toMatchObject({
      message: expect.stringContaining("secret is wrong"),
    });
    writeFileSync(secretPath, String(added.body.secretText));
    demo.state.clockMs += 3 * 365 * 86_400_000;
    await expect(
      signInTo(demo, { clientId: String(application.appId), secretPath }).signIn.signIn(),
    ).rejects.toMatchObject({
      message: expect.stringContaining("expired"),
    });
  });

  it("with a certificate once its public part is at the application", async () => {
    const demo = createServiceForTests();
    const application = await prepared(demo);
    const certificatePath = join(mkdtempSync(join(tmpdir(), "reinstate-")), "app.pem");
    const subject = ["-subj", "/CN=demo-test", "-days", "1", "-nodes", "-newkey", "rsa:2048"];
    execFileSync(
      "openssl",
      ["req", "-x509", ...subject, "-keyout", certificatePath, "-out", `${certificatePath}.crt`],
      { stdio: "ignore" },
    );
    const certificate = readFileSync(`${certificatePath}.crt`);
    writeFileSync(certificatePath, certificate, { flag: "a" });
    const cloud = { clientId: String(application.appId), certificatePath };
    await expect(signInTo(demo, cloud).signIn.signIn()).rejects.toMatchObject({
      message: expect.stringContaining("does not know the certificate"),
    });
    const key = new X509Certificate(certificate).raw.toString("base64");
    const present = Array.isArray(application.keyCredentials) ? application.keyCredentials : [];
    const patched = await demo.ask("PATCH", `/applications/${application.id}`, {
      keyCredentials: [...present, { type: "AsymmetricX509Cert", usage: "Verify", key, displayName: "CN=demo-test" }],
    });
    expect(patched.error).toBe("");
    expect((await signInTo(demo, cloud).signIn.signIn()).authentication).toBe("application");
  });

  it("does not know an application of another tenant", async () => {
    const demo = createServiceForTests();
    const secretPath = join(mkdtempSync(join(tmpdir(), "reinstate-")), "secret");
    writeFileSync(secretPath, "s");
    await expect(signInTo(demo, { secretPath }).signIn.signIn()).rejects.toMatchObject({
      message: expect.stringContaining("does not know the application"),
    });
  });
});
