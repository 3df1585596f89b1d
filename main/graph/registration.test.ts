import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { bashRegistration } from "./bash-registration.ts";
import { nationalClouds } from "./national-clouds.ts";
import { powershellRegistration } from "./powershell-registration.ts";
import { parseCloudFile } from "./read-cloud-file.ts";
import { graphAppId, type Registration, registeredPermissions } from "./registration.ts";
import { scriptedCloud } from "./scripted-transport.ts";
import { createSignIn } from "./sign-in.ts";
import { createVirtualClock } from "./virtual-clock.ts";

const published = join(import.meta.dirname, "../../../shared/real-data/reference");
if (!existsSync(published)) process.stdout.write("left out: the published permissions are not on this machine\n");

const forPeople: Registration = {
  cloud: "global",
  unattended: false,
  hiddenMembers: false,
  securityAttributes: false,
  leaveDates: false,
};
const unattended: Registration = {
  cloud: "us-gov-l4",
  unattended: true,
  hiddenMembers: true,
  securityAttributes: true,
  leaveDates: true,
};

it("registers what a sign-in asks for, nothing less and nothing more", async () => {
  const { tenantId, authority, graph } = scriptedCloud;
  const root = `${authority}/${tenantId}`;
  const discovery = {
    authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
    token_endpoint: `${root}/oauth2/v2.0/token`,
    issuer: `${root}/v2.0`,
    jwks_uri: `${root}/keys`,
  };
  let scope: string | null = null;
  const signIn = createSignIn({
    cloud: scriptedCloud,
    transport: async () => ({ status: 200, headers: {}, body: JSON.stringify(discovery) }),
    cache: { read: async () => undefined, write: async () => undefined },
    clock: createVirtualClock({ automatic: false }),
    openBrowser: async (url) => {
      scope = new URL(url).searchParams.get("scope");
      throw new Error("the browser is closed");
    },
  });
  await expect(signIn.signIn()).rejects.toThrow("closed");
  const asked = String(scope).split(" ");
  expect(asked.map((name) => name.replace(`${graph}/`, "")).sort()).toEqual(
    [...registeredPermissions(forPeople)].sort(),
  );
});

describe.skipIf(!existsSync(published))("permissions (left out where ../shared is missing)", () => {
  it.each([
    ["GraphDelegateRoles", false],
    ["GraphAppRoles", true],
  ])("%s has each of them", (file, isUnattended) => {
    const rows: { Value: string }[] = JSON.parse(readFileSync(join(published, `merill__${file}.json`), "utf8"));
    const names = new Set(rows.map(({ Value }) => Value));
    const asked = registeredPermissions({
      unattended: isUnattended,
      hiddenMembers: true,
      securityAttributes: true,
      leaveDates: true,
    });
    expect(asked.filter((name) => !names.has(name))).toEqual([]);
  });
});

/** An Azure CLI that knows every permission but `unknown`, and writes down what it is told. */
const fakeAz = `#!${process.execPath}
const { appendFileSync } = require("node:fs");
const words = process.argv.slice(2);
appendFileSync(process.env.LOG, JSON.stringify(words) + "\\n");
const told = words.join(" ");
const permission = /(\\w+)\\[\\?value=='([^']+)'\\]/.exec(told);
const id = (text) => Buffer.from(text).toString("hex").padEnd(32, "0").slice(-32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
const answers = [
  ["ad app list", process.env.REGISTERED ?? "0"],
  ["account show", "${scriptedCloud.tenantId}"],
  ["ad app create", "${scriptedCloud.clientId}"],
  ["ad sp show", !told.startsWith("ad sp show") ? "" : permission === null ? id(words[4]) : permission[2] === process.env.UNKNOWN ? "" : id(permission[1] + permission[2])],
];
process.stdout.write((answers.find(([start]) => told.startsWith(start)) ?? ["", ""])[1] + "\\n");
`;

async function runScript(registration: Registration, environment: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "reinstate-"));
  const log = join(folder, "log");
  await writeFile(join(folder, "az"), fakeAz, { mode: 0o755 });
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`, LOG: log, ...environment };
  const script = bashRegistration(registration);
  const { status, stdout, stderr } = spawnSync("bash", ["-s", "certificate.pem"], {
    input: script,
    env,
    encoding: "utf8",
  });
  const lines = (await readFile(log, "utf8")).trim().split("\n");
  return { status, stdout, stderr, told: lines.map((line): string[] => JSON.parse(line)) };
}

function idOf(text: string): string {
  const digits = Buffer.from(text).toString("hex").padEnd(32, "0").slice(-32);
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

function valueAfter(words: readonly string[] | undefined, option: string): string {
  return words?.[words.indexOf(option) + 1] ?? "";
}

describe.skipIf(process.platform === "win32")("the bash script", () => {
  it("registers for people, consents, and writes a cloud file that Reinstate reads", async () => {
    const { status, stdout, stderr, told } = await runScript(forPeople);
    expect([status, stderr.trim()]).toEqual([0, ""]);
    const { tenantId, clientId } = scriptedCloud;
    expect(parseCloudFile(stdout, "c.json")).toMatchObject({ ...nationalClouds.global, tenantId, clientId });
    const create = told.find((words) => words.join(" ").startsWith("ad app create"));
    const access = registeredPermissions(forPeople).map((name) => ({
      id: idOf(`oauth2PermissionScopes${name}`),
      type: "Scope",
    }));
    expect(JSON.parse(valueAfter(create, "--required-resource-accesses"))).toEqual([
      { resourceAppId: graphAppId, resourceAccess: access },
    ]);
    expect(valueAfter(create, "--public-client-redirect-uris")).toBe("http://localhost");
    const grant = told.find((words) => words.join(" ").startsWith("ad app permission grant"));
    expect(valueAfter(grant, "--scope").split(" ")).toEqual(registeredPermissions(forPeople));
  });

  it("registers for a certificate, with application permissions alone", async () => {
    const { status, stdout, told } = await runScript(unattended);
    expect(status).toBe(0);
    expect(parseCloudFile(stdout, "/c/c.json").certificatePath).toMatch(/key-and-certificate\.pem$/u);
    const posts = told.filter(([first]) => first === "rest").map((words) => JSON.parse(valueAfter(words, "--body")));
    const roles = registeredPermissions(unattended).map((name) => idOf(`appRoles${name}`));
    expect(posts.map(({ appRoleId }) => appRoleId)).toEqual(roles);
    expect(told.flat().filter((word) => word.startsWith("https:"))[0]).toMatch(
      /^https:\/\/graph\.microsoft\.us\/v1\.0/u,
    );
    expect(told.flat()).toContain("@certificate.pem");
    expect(told.flat()).not.toContain("http://localhost");
  });

  it.each([
    [{ REGISTERED: "1" }, "registered already"],
    [{ UNKNOWN: "Policy.Read.All" }, "no permission Policy.Read.All"],
  ])("stops before it changes anything: %j", async (environment, words) => {
    const { status, stdout, stderr, told } = await runScript(forPeople, environment);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(words);
    expect(told.flat()).not.toContain("create");
  });

  it("says that az does not reach the DoD cloud", () => {
    expect(() => bashRegistration({ ...forPeople, cloud: "us-gov-l5" })).toThrow("--shell powershell");
  });
});

describe("the PowerShell script", () => {
  it.each([
    [forPeople, "Oauth2PermissionScopes", "Global"],
    [unattended, "AppRoles", "USGov"],
    [{ ...forPeople, cloud: "us-gov-l5" as const }, "Oauth2PermissionScopes", "USGovDoD"],
  ])("names exactly the permissions: %j", (registration, list, environment) => {
    const script = powershellRegistration(registration);
    const names = /^\$names = (.*)$/mu.exec(script)?.[1]?.split(", ");
    expect(names).toEqual(registeredPermissions(registration).map((name) => `'${name}'`));
    expect(script).toContain(`$graph.${list} |`);
    expect(script).toContain(`-Environment ${environment} `);
    expect(script).toContain(`graph = '${nationalClouds[registration.cloud].graph}'`);
  });
});
