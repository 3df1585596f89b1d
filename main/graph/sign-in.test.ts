import { execFileSync, spawnSync } from "node:child_process";
import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { certificateIn } from "./application-sign-in.ts";
import type { Transport, TransportRequest, TransportResponse } from "./graph.ts";
import { scriptedCloud } from "./scripted-transport.ts";
import type { SignInSettings } from "./sign-in.ts";
import { createSignIn } from "./sign-in.ts";
import { transportFetch, unreachable } from "./transport-fetch.ts";
import { createVirtualClock } from "./virtual-clock.ts";

const { authority, tenantId, clientId, graph } = scriptedCloud;

interface Authority {
  readonly transport: Transport;
  readonly asked: { path: string; form: URLSearchParams }[];
  /** Replaces the token endpoint's answer. */
  refuse: ((form: URLSearchParams) => { error: string; error_description?: string } | undefined) | undefined;
  tenantOfAccount: string;
}

/** A sign-in service of one tenant: discovery, tokens and device codes in the shapes that msal-node reads. */
function createAuthority(): Authority {
  const asked: Authority["asked"] = [];
  let tokens = 0;
  const service: Authority = { transport, asked, refuse: undefined, tenantOfAccount: tenantId };

  async function transport(request: TransportRequest): Promise<TransportResponse> {
    const url = new URL(request.url);
    const form = new URLSearchParams(request.body ?? "");
    asked.push({ path: url.pathname, form });
    if (url.host !== new URL(authority).host) return json(404, {});
    if (url.pathname.endsWith("/openid-configuration")) return json(200, discovery());
    if (url.pathname.endsWith("/devicecode")) {
      return json(200, {
        user_code: "ABC",
        device_code: "d",
        verification_uri: authority,
        expires_in: 900,
        interval: 0,
        message: "Enter ABC",
      });
    }
    const refusal = service.refuse?.(form);
    if (refusal !== undefined) return json(400, refusal);
    return json(200, answer(form));
  }

  function answer(form: URLSearchParams) {
    tokens += 1;
    const scope = (form.get("scope") ?? "").split(" ").filter((name) => name.startsWith("https://"));
    const application = form.get("grant_type") === "client_credentials";
    const permissions = application
      ? { roles: ["Directory.Read.All"] }
      : { scp: scope.map((name) => name.slice(graph.length + 1)).join(" ") };
    const who = { oid: "oid-1", tid: service.tenantOfAccount, upn: "admin@contoso.example" };
    const token = {
      token_type: "Bearer",
      expires_in: 3600,
      access_token: jwt({ ...who, ...permissions, number: tokens }),
    };
    if (application) return token;
    const identity = { ...who, aud: clientId, iss: authority, preferred_username: "admin@contoso.example", sub: "s" };
    return {
      ...token,
      scope: scope.join(" "),
      refresh_token: `refresh-${tokens}`,
      id_token: jwt(identity),
      client_info: base64({ uid: "oid-1", utid: service.tenantOfAccount }),
    };
  }

  return service;
}

function discovery() {
  const root = `${authority}/${tenantId}`;
  return {
    authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
    token_endpoint: `${root}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${root}/oauth2/v2.0/devicecode`,
    issuer: `${root}/v2.0`,
    jwks_uri: `${root}/keys`,
  };
}

const json = (status: number, body: unknown) => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (payload: unknown) => `${base64({ alg: "none" })}.${base64(payload)}.`;

/** What a browser posts at the listener after a person has signed in. Resolves with the page that it was shown. */
function postBack(url: string, fields: Record<string, string> = { code: "the-code" }): Promise<string> {
  const query = new URL(url).searchParams;
  const { port } = new URL(query.get("redirect_uri") ?? "");
  const form = { ...fields, client_info: base64({ uid: "oid-1", utid: tenantId }), state: query.get("state") ?? "" };
  const body = new URLSearchParams(form).toString();
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const post = httpRequest({ host: "127.0.0.1", port, method: "POST", path: "/", headers }, (response) => {
      let text = "";
      response.on("data", (part: Buffer) => {
        text += part.toString();
      });
      response.on("end", () => resolve(text));
    });
    post.on("error", reject);
    post.end(body);
  });
}

/** Whether somebody listens there. */
function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.on("connect", () => resolve(true));
    socket.on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}

function memoryStore(text?: string) {
  const store = {
    text,
    writes: 0,
    read: async () => store.text,
    write: async (value: string) => {
      store.text = value;
      store.writes += 1;
    },
  };
  return store;
}

function settingsOf(service: Authority, more: Partial<SignInSettings> = {}): SignInSettings {
  return {
    cloud: scriptedCloud,
    transport: service.transport,
    cache: memoryStore(),
    clock: createVirtualClock({ start: Date.now() - 26 * 3_600_000, automatic: false }),
    patience: createVirtualClock({ automatic: false }),
    permissions: ["User.Read.All"],
    openBrowser: async (url) => void (await postBack(url)),
    ...more,
  };
}

const account = {
  name: "admin@contoso.example",
  objectId: "oid-1",
  tenantId,
  authentication: "delegated",
  permissions: ["User.Read.All"],
};

describe("interactive sign-in", () => {
  it("signs in by form_post at the loopback address, with the tenant in the authority", async () => {
    const service = createAuthority();
    const urls: URL[] = [];
    const openBrowser = async (url: string) => {
      urls.push(new URL(url));
      await postBack(url);
    };
    const signIn = createSignIn(settingsOf(service, { openBrowser }));
    expect(await signIn.account()).toBeUndefined();
    expect(await signIn.signIn()).toEqual(account);
    expect(await signIn.account()).toEqual(account);
    expect(urls[0]?.pathname).toBe(`/${tenantId}/oauth2/v2.0/authorize`);
    expect(urls[0]?.searchParams.get("response_mode")).toBe("form_post");
    expect(urls[0]?.searchParams.get("redirect_uri")).toMatch(/^http:\/\/localhost:\d+$/);
    // No discovery of unknown hosts (D10): the authority's own configuration is all that is asked for before the token.
    expect(service.asked.map(({ path }) => path.split("/").at(-1))).toEqual(["openid-configuration", "token"]);
    await signIn.signOut();
    expect(await signIn.account()).toBeUndefined();
    await expect(signIn.token(["User.Read.All"])).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
  });

  it("stays with the account that is signed in, and lets another be chosen once that one is signed out", async () => {
    const urls: URL[] = [];
    const openBrowser = async (url: string) => {
      urls.push(new URL(url));
      await postBack(url);
    };
    const signIn = createSignIn(settingsOf(createAuthority(), { openBrowser }));
    await signIn.signIn();
    await signIn.signIn();
    expect(urls).toHaveLength(1);
    await signIn.signOut();
    await signIn.signIn();
    expect(urls.map(({ searchParams }) => searchParams.get("prompt"))).toEqual(["select_account", "select_account"]);
  });

  it("ends after its own time limit when the page is closed, and the next attempt works (D1)", async () => {
    const patience = createVirtualClock({ automatic: false });
    let opened = 0;
    const openBrowser = async (url: string) => {
      opened += 1;
      if (opened === 1) setImmediate(() => patience.advance(5 * 60_000));
      else await postBack(url);
    };
    const signIn = createSignIn(settingsOf(createAuthority(), { patience, openBrowser }));
    await expect(signIn.signIn()).rejects.toMatchObject({
      code: "SIGN_IN_CANCELLED",
      message: expect.stringContaining("5 minutes"),
    });
    expect(await signIn.signIn()).toEqual(account);
    expect(patience.waiting).toBe(0);
  });

  it.each(["while the browser opens", "after it has opened"])("can be cancelled %s (D1)", async (when) => {
    const stop = new AbortController();
    const openBrowser = (): Promise<void> => {
      setImmediate(() => stop.abort());
      return when.startsWith("while") ? new Promise(() => undefined) : Promise.resolve();
    };
    const signIn = createSignIn(settingsOf(createAuthority(), { openBrowser }));
    await expect(signIn.signIn({ signal: stop.signal })).rejects.toMatchObject({ code: "SIGN_IN_CANCELLED" });
  });

  it("a second click joins the first sign-in (D2)", async () => {
    let opened = 0;
    const openBrowser = async (url: string) => {
      opened += 1;
      await postBack(url);
    };
    const signIn = createSignIn(settingsOf(createAuthority(), { openBrowser }));
    expect(await Promise.all([signIn.signIn(), signIn.signIn()])).toEqual([account, account]);
    expect(opened).toBe(1);
  });

  it("listens on the loopback address only, and late hits do no harm (D2, D4)", async () => {
    const own = Object.values(networkInterfaces()).flat();
    const outside = own.find((address) => address?.internal === false && address.family === "IPv4")?.address;
    let reachable = false;
    let late = "";
    const openBrowser = async (url: string) => {
      const port = Number(new URL(new URL(url).searchParams.get("redirect_uri") ?? "").port);
      reachable = outside !== undefined && (await answers(outside, port));
      expect(await answers("127.0.0.1", port)).toBe(true);
      late = url;
      await postBack(url);
    };
    const signIn = createSignIn(settingsOf(createAuthority(), { openBrowser }));
    expect(await signIn.signIn()).toEqual(account);
    expect(reachable).toBe(false);
    await expect(postBack(late)).rejects.toThrow();
    expect(await signIn.account()).toEqual(account);
  });

  it("shows a neutral page, and says in the application that the token was refused (D5)", async () => {
    const service = createAuthority();
    service.refuse = () => ({ error: "invalid_client", error_description: "AADSTS7000218: for admin@contoso.example" });
    let page = "";
    const openBrowser = async (url: string) => {
      page = await postBack(url);
    };
    const error = await createSignIn(settingsOf(service, { openBrowser }))
      .signIn()
      .catch((reason: unknown) => reason);
    expect(page).toContain("return to Reinstate");
    expect(page).not.toMatch(/success/i);
    expect(error).toMatchObject({ code: "SIGN_IN_FAILED", message: expect.stringContaining("public client") });
    expect(JSON.stringify(error) + String(error)).not.toContain("admin@");
  });

  it("a declined consent is a cancelled sign-in", async () => {
    const openBrowser = async (url: string) => void (await postBack(url, { error: "access_denied" }));
    const signIn = createSignIn(settingsOf(createAuthority(), { openBrowser }));
    await expect(signIn.signIn()).rejects.toMatchObject({ code: "SIGN_IN_CANCELLED" });
  });

  it("refuses an account of another tenant and keeps no token of it", async () => {
    const service = createAuthority();
    service.tenantOfAccount = "5f1a9c9e-0000-4000-8000-00000000dead";
    const signIn = createSignIn(settingsOf(service));
    await expect(signIn.signIn()).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
    await expect(signIn.token([])).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
  });
});

describe("tokens", () => {
  it("asks for more consent only when permissions are missing, and uses the newest token from then on", async () => {
    const service = createAuthority();
    const signIn = createSignIn(settingsOf(service));
    await signIn.signIn();
    const first = await signIn.token(["User.Read.All"]);
    const asked = service.asked.length;
    expect(await signIn.token(["User.Read.All"])).toBe(first);
    expect(service.asked).toHaveLength(asked);
    const second = await signIn.token(["User.Read.All", "User.ReadWrite.All"]);
    expect(second).not.toBe(first);
    expect(await signIn.token(["User.Read.All"])).toBe(second);
  });

  it("goes to the browser when the refresh token is not enough, and once only for many callers", async () => {
    const service = createAuthority();
    let opened = 0;
    const openBrowser = async (url: string) => {
      opened += 1;
      await postBack(url);
    };
    const signIn = createSignIn(settingsOf(service, { openBrowser }));
    await signIn.signIn();
    service.refuse = (form) =>
      form.get("grant_type") === "refresh_token" ? { error: "interaction_required" } : undefined;
    const tokens = await Promise.all([1, 2, 3].map(() => signIn.token(["User.ReadWrite.All"])));
    expect(new Set(tokens).size).toBe(1);
    expect(opened).toBe(2);
  });

  it("answers a claims challenge with a new token that later calls keep (D11)", async () => {
    const service = createAuthority();
    const signIn = createSignIn(settingsOf(service));
    await signIn.signIn();
    const old = await signIn.token(["User.Read.All"]);
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const stepped = await signIn.token(["User.Read.All"], { claims });
    expect(stepped).not.toBe(old);
    expect(service.asked.at(-1)?.form.get("claims")).toContain('"c1"');
    expect(await signIn.token(["User.Read.All"])).toBe(stepped);
  });

  it("signs in again without a browser while the account gets tokens by itself", async () => {
    let opened = 0;
    const openBrowser = async (url: string) => {
      opened += 1;
      await postBack(url);
    };
    const service = createAuthority();
    const signIn = createSignIn(settingsOf(service, { openBrowser }));
    await signIn.signIn();
    expect(await signIn.signIn()).toEqual(account);
    expect(opened).toBe(1);
  });

  it("gets a new token when its own time is over, and when the one in use is not accepted", async () => {
    const clock = createVirtualClock({ automatic: false });
    const signIn = createSignIn(settingsOf(createAuthority(), { clock }));
    await signIn.signIn();
    const first = await signIn.token(["User.Read.All"]);
    const second = await signIn.token(["User.Read.All"], { renew: true });
    expect(second).not.toBe(first);
    expect(await signIn.token(["User.Read.All"])).toBe(second);
  });

  it("without a browser what needs a person is said, not waited for", async () => {
    const { openBrowser: _none, ...settings } = settingsOf(createAuthority());
    await expect(createSignIn(settings).signIn()).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
  });

  it("without a browser a step-up of Conditional Access is named as one", async () => {
    const service = createAuthority();
    const { openBrowser, ...alone } = settingsOf(service);
    await createSignIn({ ...alone, ...(openBrowser === undefined ? {} : { openBrowser }) }).signIn();
    service.refuse = () => ({ error: "interaction_required" });
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    await expect(createSignIn(alone).token(["User.Read.All"], { claims })).rejects.toMatchObject({
      code: "SIGN_IN_NEEDED",
      message: expect.stringContaining("Conditional Access asks for a step-up"),
    });
  });
});

describe("token cache", () => {
  it("waits for a slow store, finds the account again, and knows a first run (D8)", async () => {
    const fast = memoryStore();
    const later = () => new Promise((resolve) => setImmediate(resolve));
    const cache = {
      read: () => later().then(later).then(fast.read),
      write: (text: string) =>
        later()
          .then(later)
          .then(() => fast.write(text)),
    };
    const service = createAuthority();
    const signedIn = createSignIn(settingsOf(service, { cache }));
    await signedIn.signIn();
    const token = await signedIn.token(["User.Read.All"]);
    const again = createSignIn(settingsOf(service, { cache }));
    expect(await again.account()).toEqual(account);
    expect(await again.token(["User.Read.All"])).toBe(token);
  });

  it.each(["cut in half", "not JSON", "the wrong shape"])(
    "a cache that is %s means: sign in again, and that works (D7)",
    async (how) => {
      const service = createAuthority();
      const good = memoryStore();
      await createSignIn(settingsOf(service, { cache: good })).signIn();
      const broken = {
        "cut in half": good.text?.slice(0, good.text.length / 2),
        "not JSON": "\u0000",
        "the wrong shape": '{"Account":7}',
      }[how];
      const cache = memoryStore(broken);
      const signIn = createSignIn(settingsOf(service, { cache }));
      expect(await signIn.account()).toBeUndefined();
      expect(await signIn.signIn()).toEqual(account);
      expect(JSON.parse(cache.text ?? "")).toHaveProperty("Account");
    },
  );
});

describe("device code", () => {
  it("shows the message and signs in", async () => {
    const service = createAuthority();
    let pending = 2;
    service.refuse = () => (pending-- > 0 ? { error: "authorization_pending" } : undefined);
    const shown: string[] = [];
    const signIn = createSignIn(settingsOf(service));
    expect(await signIn.signIn({ deviceCode: (message) => shown.push(message) })).toEqual(account);
    expect(shown).toEqual(["Enter ABC"]);
  });

  it("can be cancelled while it is waited for", async () => {
    const service = createAuthority();
    const stop = new AbortController();
    service.refuse = () => {
      stop.abort();
      return { error: "authorization_pending" };
    };
    const work = createSignIn(settingsOf(service)).signIn({ deviceCode: () => undefined, signal: stop.signal });
    await expect(work).rejects.toMatchObject({ code: "SIGN_IN_CANCELLED" });
  });
});

/** Node can read certificates but not make them. */
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

describe("application sign-in", () => {
  it("signs in with a secret file; permissions are the token's roles", async () => {
    const secretPath = join(await mkdtemp(join(tmpdir(), "reinstate-")), "secret.txt");
    await writeFile(secretPath, "the-secret\n");
    const service = createAuthority();
    const signIn = createSignIn(settingsOf(service, { cloud: { ...scriptedCloud, secretPath } }));
    expect(await signIn.signIn()).toMatchObject({
      authentication: "application",
      permissions: ["Directory.Read.All"],
      tenantId,
    });
    const form = service.asked.at(-1)?.form;
    expect([form?.get("client_secret"), form?.get("scope")]).toEqual(["the-secret", `${graph}/.default`]);
    const token = await signIn.token(["User.Read.All"]);
    expect(await signIn.token([])).toBe(token);
    expect(await signIn.token([], { claims: '{"access_token":{}}' })).not.toBe(token);
  });

  it.each(["-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz", "a b", "", "x".repeat(201)])(
    "sends nothing that is no client secret (%j) to the authority",
    async (text) => {
      const secretPath = join(await mkdtemp(join(tmpdir(), "reinstate-")), "secret.txt");
      await writeFile(secretPath, text);
      const service = createAuthority();
      const work = createSignIn(settingsOf(service, { cloud: { ...scriptedCloud, secretPath } })).signIn();
      await expect(work).rejects.toMatchObject({ code: "USAGE_INVALID" });
      expect(service.asked).toEqual([]);
    },
  );

  it("tells who it is in a program that has not signed in yet, and nobody offline", async () => {
    const secretPath = join(await mkdtemp(join(tmpdir(), "reinstate-")), "secret.txt");
    await writeFile(secretPath, "the-secret\n");
    const cloud = { ...scriptedCloud, secretPath };
    const signIn = createSignIn(settingsOf(createAuthority(), { cloud }));
    expect(await signIn.account()).toMatchObject({
      authentication: "application",
      permissions: ["Directory.Read.All"],
    });
    const transport = async () => Promise.reject(unreachable(new Error("no network"), "login.contoso.example", false));
    expect(await createSignIn(settingsOf(createAuthority(), { cloud, transport })).account()).toBeUndefined();
  });

  it.skipIf(!hasOpenssl)("signs in with a certificate, named by its SHA-256 thumbprint", async () => {
    const folder = await mkdtemp(join(tmpdir(), "reinstate-"));
    const certificatePath = join(folder, "app.pem");
    const subject = ["-subj", "/CN=reinstate-test", "-days", "1", "-nodes", "-newkey", "rsa:2048"];
    execFileSync(
      "openssl",
      ["req", "-x509", ...subject, "-keyout", certificatePath, "-out", `${certificatePath}.crt`],
      { stdio: "ignore" },
    );
    await writeFile(certificatePath, await readFile(`${certificatePath}.crt`), { flag: "a" });
    const service = createAuthority();
    const signIn = createSignIn(settingsOf(service, { cloud: { ...scriptedCloud, certificatePath } }));
    expect(await signIn.signIn()).toMatchObject({ authentication: "application" });
    const assertion = service.asked.at(-1)?.form.get("client_assertion") ?? "";
    const header = JSON.parse(Buffer.from(assertion.split(".")[0] ?? "", "base64url").toString()) as Record<
      string,
      string
    >;
    const thumbprint = new X509Certificate(await readFile(certificatePath)).fingerprint256.replaceAll(":", "");
    expect(header["x5t#S256"]).toBe(Buffer.from(thumbprint, "hex").toString("base64url"));
  });

  it("says what a credential file has to hold", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    expect(() => certificateIn(pem, "key.pem")).toThrow(
      "key.pem has to hold an unencrypted private key and its certificate",
    );
    const cloud = { ...scriptedCloud, certificatePath: "/does/not/exist.pem" };
    await expect(createSignIn(settingsOf(createAuthority(), { cloud })).signIn()).rejects.toMatchObject({
      code: "USAGE_NOT_FOUND",
    });
  });
});

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

describe("network failures", () => {
  it.each([
    ["ENOTFOUND", "dns", "HTTPS_PROXY"],
    ["ECONNREFUSED", "refused", "firewall"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls", "NODE_EXTRA_CA_CERTS"],
    ["UND_ERR_CONNECT_TIMEOUT", "timeout", "in time"],
    ["PROXY_AUTHENTICATION", "proxy", "HTTPS_PROXY"],
  ])("%s during sign-in is told as %s (D10)", async (code, kind, words) => {
    const failure = new TypeError("fetch failed", { cause: Object.assign(new Error(), { code }) });
    const transport: Transport = async () => {
      throw unreachable(failure, "login.contoso.example", false);
    };
    const error = await createSignIn(settingsOf(createAuthority(), { transport }))
      .signIn()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: "TENANT_UNREACHABLE",
      details: `${kind}, ${code}`,
      message: expect.stringContaining(words),
    });
  });

  it("a proxy's page instead of an answer is not a bug", async () => {
    const transport: Transport = async () => ({ status: 200, headers: {}, body: "<html>Log in to the guest network" });
    const work = createSignIn(settingsOf(createAuthority(), { transport })).signIn();
    await expect(work).rejects.toMatchObject({ code: "TENANT_UNREACHABLE" });
  });

  it.each([
    [503, JSON.stringify({ error: "temporarily_unavailable", error_description: "AADSTS90033: A transient error" })],
    [429, JSON.stringify({ error: "temporarily_unavailable", error_description: "AADSTS90055: too many requests" })],
    [502, "<html>Bad gateway"],
  ])(
    "a sign-in service that cannot answer for now (%i) may be asked again, and nobody is sent to sign in",
    async (status, body) => {
      const secretPath = join(await mkdtemp(join(tmpdir(), "reinstate-")), "secret.txt");
      await writeFile(secretPath, "the-secret");
      const service = createAuthority();
      const transport: Transport = async (request) =>
        new URL(request.url).pathname.endsWith("/token") ? { status, headers: {}, body } : service.transport(request);
      const signIn = createSignIn(settingsOf(service, { transport, cloud: { ...scriptedCloud, secretPath } }));
      await expect(signIn.token([])).rejects.toMatchObject({
        code: "TENANT_UNREACHABLE",
        retryable: true,
        message: expect.stringContaining("Try again"),
      });
    },
  );

  it("the real transport tells a refused connection", async () => {
    const request = { method: "GET", url: `https://127.0.0.1:${await closedPort()}/`, headers: {} };
    await expect(transportFetch(request)).rejects.toMatchObject({
      code: "TENANT_UNREACHABLE",
      details: expect.stringContaining("refused"),
    });
    const stop = new AbortController();
    stop.abort();
    await expect(transportFetch({ ...request, signal: stop.signal })).rejects.toMatchObject({ code: "CANCELLED" });
  });
});
