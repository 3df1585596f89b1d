import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { objectsIn } from "../../preload/contract/json-value.ts";
import { demoTenantOver } from "../demo/create-demo-tenant.ts";
import { generateTenant } from "../demo/generate-tenant.ts";
import { secretOf } from "../demo/service/sign-in/client-secrets.ts";
import { openWindowDoor } from "../window-door.ts";
import { bareHost, callsTo, engineForTests, routerOf } from "./testing/engine-for-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "reinstate-connect-"));
const tenantFolder = join(folder, "tenant");
const passphrase = "correct horse battery";
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const state = generateTenant({ users: 50, seedNumber: 3, now: new Date().toISOString() });
const demo = demoTenantOver(state);
const choice = { cloud: "global", tenantId: demo.cloud.tenantId, clientId: demo.cloud.clientId } as const;

const cloudFile = join(folder, "cloud.json");

/** The cloud file of an application of the tenant's that signs in with a secret of its own. */
function writeCloudFile(): void {
  const secrets = [...state.objects.application.values()].flatMap(({ appId, passwordCredentials }) =>
    objectsIn(passwordCredentials)
      .filter(({ endDateTime }) => Date.parse(String(endDateTime)) > Date.now())
      .map(({ keyId }) => ({ appId, secret: secretOf(state.tenantId, String(keyId)) })),
  );
  writeFileSync(join(folder, "secret.txt"), secrets[0]?.secret ?? "");
  const hosts = { authority: "https://login.microsoftonline.com", graph: "https://graph.microsoft.com" };
  const ids = { tenantId: choice.tenantId, clientId: secrets[0]?.appId };
  writeFileSync(cloudFile, JSON.stringify({ name: "nightly", ...hosts, ...ids, secretFile: "secret.txt" }));
}

/** A window at its first start; the tenant behind the real sign-in and the real Graph client is the demo's. */
function newWindow(openBrowser: (url: string) => Promise<void> = demo.openBrowser) {
  const { transport } = demo;
  const startUp = { host: bareHost, vaultFolder: join(folder, "demo"), tenantFolder, demo: "ask" as const };
  const door = openWindowDoor({ startUp, openBrowser, transport });
  const engine = engineForTests({ door, chooseExistingFile: async () => cloudFile });
  return { engine, call: callsTo(routerOf(engine)) };
}

it("connects a tenant in three steps, keeps nothing before the last, and finds the way to it in the vault again", async () => {
  const { engine, call } = newWindow();
  expect(await call("session.describe", {})).toMatchObject({ state: "none" });
  await expect(call("connect.signIn", { byCode: false })).rejects.toThrow(/Say first which tenant/u);
  const connection = await call("connect.begin", choice);
  expect(connection).toMatchObject({ hosts: ["login.microsoftonline.com", "graph.microsoft.com"], unattended: false });
  // Nobody is asked for more than reading.
  expect(connection.permissions.filter((name) => !/\.Read(\.|$)/u.test(name))).toEqual([]);
  await expect(call("connect.protect", { name: "Nordwind", passphrase })).rejects.toThrow(/SIGN_IN_NEEDED/u);
  const { account } = await call("connect.signIn", { byCode: false });
  expect(account).toContain("@");
  expect(existsSync(tenantFolder)).toBe(false);

  await expect(call("connect.protect", { name: "Nordwind", passphrase: "short" })).rejects.toThrow(/passphrase/u);
  const state = await call("connect.protect", { name: "Nordwind", passphrase });
  expect(state).toMatchObject({ state: "open", tenant: { name: "Nordwind" }, account, demo: false });
  // The documented limits are kept here as in a real tenant: all of it would take half a minute.
  const types = ["authorizationPolicy"] as const;
  expect(await call("timeline.capture", { types: [...types] })).toMatchObject({ number: 1, complete: true });
  // Neither the sign-in nor the way to the tenant lies there for everybody to read or to bend.
  for (const name of readdirSync(tenantFolder))
    expect(readFileSync(join(tenantFolder, name)).includes(choice.clientId), name).toBe(false);

  expect(await call("session.lock", {})).toMatchObject({ state: "locked", demo: false });
  expect(await call("session.unlock", { passphrase })).toMatchObject({ state: "open", account });
  // A sign-in that has ended: the window opens without one, and signs in again by itself.
  expect(await call("session.signOut", {})).toMatchObject({ state: "open", account: null });
  await call("session.lock", {});
  expect(await call("session.unlock", { passphrase })).toMatchObject({ state: "open", account: null });
  expect(await call("session.signIn", { byCode: false })).toMatchObject({ state: "open", account });
  expect(await call("session.describe", {})).toMatchObject({ account });
  expect(await call("timeline.capture", { types: [...types] })).toMatchObject({ number: 2, complete: true });
  await engine.lock();
});

it("makes no vault where there is one, and none after a sign-in that was not finished", async () => {
  const { call } = newWindow();
  await expect(call("connect.begin", choice)).rejects.toThrow(/There is a vault/u);
  rmSync(tenantFolder, { recursive: true });
  const refused = newWindow(async () => {
    throw new Error("no browser here");
  });
  await refused.call("connect.begin", choice);
  await expect(refused.call("connect.signIn", { byCode: false })).rejects.toThrow();
  await refused.call("connect.abandon", {});
  await expect(refused.call("connect.protect", { name: "Nordwind", passphrase })).rejects.toThrow(/begin again/u);
  expect(existsSync(tenantFolder)).toBe(false);
});

it("signs no application out, which would sign in again by itself with its secret, and says how that ends", async () => {
  writeCloudFile();
  const { engine, call } = newWindow(async () => {
    throw new Error("no person signs in");
  });
  expect(await call("connect.beginWithFile", {})).toMatchObject({ name: "nightly", unattended: true });
  const { account } = await call("connect.signIn", { byCode: false });
  expect(await call("connect.protect", { name: "Nordwind", passphrase })).toMatchObject({ account });
  const refusal = /USAGE_INVALID The application signs in by itself .* Remove that from the tenant to end it/u;
  await expect(call("session.signOut", {})).rejects.toThrow(refusal);
  expect(await call("session.describe", {})).toMatchObject({ state: "open", account });
  await call("session.lock", {});
  await call("session.unlock", { passphrase });
  await expect(call("session.signOut", {})).rejects.toThrow(refusal);
  await engine.lock();
});
