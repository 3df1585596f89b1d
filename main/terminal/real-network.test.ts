import { once } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import type { RequestListener, Server } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPermissions } from "../catalogue/read-permissions.ts";
import { graphAppId, graphRoles } from "../demo/generate/microsoft-services.ts";
import { createServiceForTests } from "../demo/service/service-for-tests.ts";
import { createVault } from "../vault/create-vault.ts";
import { type ConnectProxy, createConnectProxy } from "./testing/connect-proxy.ts";
import { documentOf, runCommandIn } from "./testing/run-command-line.ts";
import { type Authority, hasOpenssl, makeAuthority } from "./testing/secure-server.ts";

/** Names that no DNS knows: whoever reaches them came through the proxy. */
const names = ["login.contoso.invalid", "graph.contoso.invalid"] as const;
const [login, graph] = names;
const secretOfProxy = "pr0xy-passw0rd";

/** The real command line in processes of its own, a real HTTPS server with the demo tenant behind it, and a real proxy. */
describe.skipIf(!hasOpenssl)("a capture over a real network (needs openssl)", () => {
  const servers: Server[] = [];
  const folder = mkdtempSync(join(tmpdir(), "reinstate-network-"));
  let authority: Authority;
  let proxy: ConnectProxy;
  let proxyAddress: string;
  let secret: string;
  let cloudFile: string;
  let vault: string;
  let tenant: RequestListener;
  /** Where the proxy connects to. */
  let behind: number;
  let ordinary: number;

  beforeAll(async () => {
    authority = makeAuthority();
    const demo = createServiceForTests();
    const application = demo.find("application", () => true);
    secret = await unattended(demo, application.id, application.appId);
    demo.state.clockMs = Date.now();
    tenant = async (request, response) => {
      const { method = "GET", url = "/", headers } = request;
      const body = await text(request);
      const sent = {
        method,
        url: `https://${headers.host}${url}`,
        headers: flat(headers),
        ...(body === "" ? {} : { body }),
      };
      const answer = await demo.service.transport(sent);
      response.writeHead(answer.status, answer.headers).end(answer.body);
    };
    ordinary = await serve(authority.issue(names), tenant);
    behind = ordinary;
    proxy = createConnectProxy(() => behind);
    proxyAddress = `http://admin:${secretOfProxy}@127.0.0.1:${await listen(proxy.server)}`;
    writeFileSync(join(folder, "secret"), secret);
    writeFileSync(join(folder, "passphrase"), "correct horse battery staple\n");
    cloudFile = cloudAt(`https://${login}`, `https://${graph}`, demo.state.tenantId, String(application.appId));
    vault = cheapVault(demo.state.tenantId);
  });

  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  function cloudAt(at: string, graphAt: string, tenantId: string, clientId: string): string {
    const file = join(folder, "cloud.json");
    const cloud = { name: "Contoso", authority: at, graph: graphAt, tenantId, clientId, secretFile: "secret" };
    writeFileSync(file, JSON.stringify(cloud));
    return file;
  }

  /** For captures that come to nothing: the product's own cost of a passphrase is paid, and proven, once. */
  function cheapVault(tenantId: string): string {
    const place = mkdtempSync(join(folder, "vault-"));
    const of = { tenantId, tenantName: "Contoso", passphrase: "correct horse battery staple", passphraseCost: 16 };
    createVault({ folder: place, now: new Date().toISOString(), ...of }).close();
    return place;
  }

  async function listen(server: Server): Promise<number> {
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  }

  function serve(identity: { key: string; cert: string }, listener: RequestListener): Promise<number> {
    return listen(createServer(identity, listener));
  }

  /** Captures with nothing of this test's own environment but what is named. */
  async function capture(environment: Record<string, string>, into = vault) {
    proxy.asked.length = 0;
    const options = ["--cloud", cloudFile, "--vault", into, "--json"];
    const passphrase = ["--passphrase-file", join(folder, "passphrase")];
    const ended = await runCommandIn(
      environment,
      "capture",
      "--types",
      "authorizationPolicy",
      ...options,
      ...passphrase,
    );
    for (const told of [ended.out, ended.err]) {
      expect(told).not.toContain(secretOfProxy);
      expect(told).not.toContain(secret);
    }
    return ended;
  }

  const proxied = () => ({ HTTPS_PROXY: proxyAddress, NODE_EXTRA_CA_CERTS: authority.certificatePath });

  it("goes through the proxy with every request, of the sign-in and of Graph, and trusts the network's own authority", async () => {
    const made = mkdtempSync(join(folder, "vault-"));
    const ended = await capture(proxied(), made);
    expect(ended.err).toBe("");
    expect(documentOf(ended)).toMatchObject({ complete: true });
    const { slots } = JSON.parse(readFileSync(join(made, "slots.json"), "utf8"));
    expect(slots).toEqual([expect.objectContaining({ kind: "passphrase", cost: 2 ** 17 })]);
    expect(new Set(proxy.asked.map(({ target }) => target))).toEqual(new Set(names.map((name) => `${name}:443`)));
    const credentials = Buffer.from(`admin:${secretOfProxy}`).toString("base64");
    expect(new Set(proxy.asked.map(({ authorization }) => authorization))).toEqual(new Set([`Basic ${credentials}`]));
  });

  it("goes past the proxy where NO_PROXY says so", async () => {
    const ended = await capture({ ...proxied(), NO_PROXY: ".contoso.invalid" });
    expect(proxy.asked).toEqual([]);
    expect(ended.err).toContain(`${login} is not known here (DNS)`);
  });

  it.each<[string, () => Promise<Record<string, string>>, string]>([
    ["an authority that nobody knows", async () => ({ HTTPS_PROXY: proxyAddress }), "NODE_EXTRA_CA_CERTS"],
    [
      "a certificate that has ended",
      async () => {
        behind = await serve(authority.issue(names, -1), tenant);
        return proxied();
      },
      "clock of this computer",
    ],
    [
      "a certificate of another name",
      async () => {
        behind = await serve(authority.issue(["portal.hotel.example"]), tenant);
        return proxied();
      },
      "certificate of another name",
    ],
    [
      "a proxy that wants a password",
      async () => {
        proxy.refuseWith = 407;
        return proxied();
      },
      "name and a password (407)",
    ],
    [
      "a proxy that refuses the host",
      async () => {
        proxy.refuseWith = 403;
        return proxied();
      },
      "NO_PROXY",
    ],
    ["no DNS", async () => ({}), "is not known here (DNS)"],
    ["a proxy that is not there", async () => ({ HTTPS_PROXY: "http://127.0.0.1:9" }), "proxy that does not answer"],
    [
      "a proxy's address that is none",
      async () => ({ HTTPS_PROXY: "not an address" }),
      "HTTPS_PROXY or HTTP_PROXY holds",
    ],
    [
      "certificates that are not there",
      async () => ({ NODE_EXTRA_CA_CERTS: "/nowhere.pem" }),
      "/nowhere.pem, which cannot be read",
    ],
    [
      "a page of the network instead of an answer",
      async () => {
        behind = await serve(authority.issue(names), (_request, response) =>
          response.writeHead(200, { "content-type": "text/html" }).end("<html>Welcome to the hotel</html>"),
        );
        return proxied();
      },
      "the network may want you to sign in to it first",
    ],
  ])("says what to do about %s", async (_name, prepare, sentence) => {
    try {
      const ended = await capture(await prepare());
      expect(ended.code).not.toBe(0);
      expect(ended.err).toContain(sentence);
    } finally {
      behind = ordinary;
      proxy.refuseWith = undefined;
    }
  });
});

/** Gives the application what a capture reads, and a secret. */
async function unattended(
  demo: ReturnType<typeof createServiceForTests>,
  id: unknown,
  appId: unknown,
): Promise<string> {
  const principal = demo.find("servicePrincipal", (object) => object.appId === appId);
  const service = demo.find("servicePrincipal", (object) => object.appId === graphAppId);
  const wanted = graphRoles.filter(({ value }) => (readPermissions() as readonly string[]).includes(value));
  for (const { id: appRoleId } of wanted) {
    const body = { principalId: principal.id ?? "", resourceId: service.id ?? "", appRoleId };
    await demo.ask("POST", `/servicePrincipals/${service.id}/appRoleAssignedTo`, body);
  }
  const added = await demo.ask("POST", `/applications/${id}/addPassword`, {
    passwordCredential: { displayName: "night" },
  });
  return String(added.body.secretText);
}

function flat(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
