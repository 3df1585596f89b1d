import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { newVault, passphrase } from "../../vault/testing/scratch-vault.ts";
import { openPage } from "./testing/page-in-chromium.ts";
import { ourPage, RunningElectron, type StartOptions } from "./testing/running-electron.ts";
import { newFolder, prepareStarts, startElectron } from "./testing/start-electron.ts";

const root = join(import.meta.dirname, "../../..");
const timeout = 120_000;

/** As Electron's own types name them. */
function permissionsOfElectron(): readonly string[] {
  const types = readFileSync(join(root, "node_modules/electron/electron.d.ts"), "utf8");
  const [, union = ""] = /setPermissionRequestHandler\(handler: .*? permission: ([^,]+),/u.exec(types) ?? [];
  return [...union.matchAll(/'([\w-]+)'/gu)].map(([, name = ""]) => name);
}

function folderWithVault(): { readonly folder: string; readonly vault: string } {
  const folder = newFolder();
  const vault = join(folder, "vault");
  mkdirSync(vault);
  newVault(vault).close();
  return { folder, vault };
}

prepareStarts();

describe("the real main bundle over a stand-in for Electron", () => {
  let running: RunningElectron;
  beforeAll(async () => {
    running = new RunningElectron({ dataFolder: newFolder() });
    await running.recorded("show");
  }, timeout);
  afterAll(() => running.kill());

  it("opens one window: sandboxed, isolated, without Node, shown when there is something to see", () => {
    expect(running.records("enableSandbox")).toHaveLength(1);
    const [options, ...more] = running.records<{ webPreferences: object; show: boolean }>("BrowserWindow");
    expect(more).toEqual([]);
    expect(options?.show).toBe(false);
    expect(options?.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      disableDialogs: true,
      preload: join(root, "dist/preload/index.cjs"),
    });
    expect(Object.keys(options?.webPreferences ?? {})).not.toContain("nodeIntegrationInWorker");
    expect(running.records("loadURL")).toEqual(["app://reinstate/"]);
    expect(running.records("schemes")).toEqual([
      [{ scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }],
    ]);
  });

  it("serves the built window under its policy, and nothing beside it", async () => {
    const page = await running.fetch("app://reinstate/");
    expect(page.status).toBe(200);
    expect(page.headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self';/u);
    expect(page.headers["x-content-type-options"]).toBe("nosniff");
    for (const address of [
      "app://reinstate/../../package.json",
      "app://reinstate/%2e%2e/%2e%2e/package.json",
      "app://reinstate/..%2f..%2fpackage.json",
      "app://reinstate/%5c..%5c..%5cpackage.json",
      "app://reinstate/../main/electron-main.js",
      "app://elsewhere/index.html",
      "app://reinstate.evil/index.html",
      "app://reinstate@evil/index.html",
      "app:reinstate/index.html",
    ]) {
      expect((await running.fetch(address)).status, address).toBeGreaterThanOrEqual(404);
    }
    expect((await running.fetch("app://reinstate/", "POST")).status).toBe(405);
  });

  it("goes nowhere, opens nothing, saves nothing past the host's dialog, and cannot keep its window from closing", async () => {
    const wishes = [
      "will-navigate",
      "will-frame-navigate",
      "will-redirect",
      "will-attach-webview",
      "will-prevent-unload",
    ];
    const evil = { url: "https://evil.example/", isMainFrame: true };
    for (const event of wishes) expect(await running.emit("contents", event, evil), event).toBe(true);
    expect(await running.emit("session", "will-download")).toBe(true);
    expect(await running.ask({ what: "openWindow", url: "https://evil.example/" })).toBe("deny");
    expect(running.records("openExternal")).toEqual([]);
  });

  it("lets the page have itself anew, which it does when it is locked, and go nowhere else of its own", async () => {
    const prevented = (url: string, isMainFrame = true) =>
      running.emit("contents", "will-frame-navigate", { url, isMainFrame });
    for (const url of ["app://reinstate/", "app://reinstate/#/explorer/latest"])
      expect(await prevented(url), url).toBe(false);
    expect(await prevented("app://reinstate/", false)).toBe(true);
    for (const url of [
      "app://reinstate/licences.json",
      "app://elsewhere/",
      "app://reinstate@evil/",
      "file:///",
      "about:blank",
      "javascript:alert(1)",
      "",
    ])
      expect(await prevented(url), url).toBe(true);
    await running.emit("contents", "did-finish-load");
    expect(running.records("zoom")).toHaveLength(1);
  });

  it("has no network in its window, nor anything between peers, which the policy of a page does not cover", () => {
    expect(running.records("proxy")).toEqual([
      { mode: "fixed_servers", proxyRules: "http://127.0.0.1:9", proxyBypassRules: "<-loopback>" },
    ]);
    expect(running.records("peerPolicy")).toEqual(["disable_non_proxied_udp"]);
  });

  it("shows its page again when the page's process died, and asks nothing when it ended by itself", async () => {
    await running.emit("contents", "render-process-gone", { reason: "clean-exit", exitCode: 0 });
    expect(running.records("showMessageBox")).toEqual([]);
    await running.emit("contents", "render-process-gone", { reason: "crashed", exitCode: 11 });
    await running.recorded("reload");
    expect(running.records("showMessageBox")).toMatchObject([{ buttons: ["Show it again", "Close the window"] }]);
  });

  const [granted, refused] = [true, false].map((each) => ({ asked: each, checked: each }));
  const mayDo = (permission: string, frame = ourPage) => running.ask({ what: "permission", permission, frame });

  it("lets its own page put text on the clipboard, and grants nothing else to anybody", async () => {
    const write = "clipboard-sanitized-write";
    expect(await mayDo(write)).toEqual(granted);
    // Electron's check gives the origin alone.
    expect(await mayDo(write, { url: "app://reinstate", isTop: true })).toEqual(granted);
    expect(await mayDo(write, { ...ourPage, isTop: false })).toEqual(refused);
    for (const url of [
      "https://evil.example/",
      "app://elsewhere/",
      "app://reinstate@evil/",
      "app://a@reinstate/",
      "about:blank",
      "",
    ])
      expect(await mayDo(write, { url, isTop: true }), url).toEqual(refused);
    const others = permissionsOfElectron().filter((permission) => permission !== write);
    expect(others).toEqual(expect.arrayContaining(["clipboard-read", "media", "notifications", "openExternal", "usb"]));
    for (const permission of [...others, "one that a newer Electron has"])
      expect(await mayDo(permission), permission).toEqual(refused);
  });

  it.each([
    ["another site", { url: "https://evil.example/", isTop: true }],
    ["another host of the scheme", { url: "app://reinstate.evil/", isTop: true }],
    ["our address in a password's place", { url: "app://reinstate@evil/", isTop: true }],
    ["a frame inside our page", { ...ourPage, isTop: false }],
    ["an empty page", { url: "about:blank", isTop: true }],
    ["a page without an address", { url: "", isTop: true }],
    ["a frame that is gone", null],
  ])("hears no message of %s", async (_who, frame) => {
    await expect(running.invoke("host.describe", {}, frame)).rejects.toThrow(/refused|Invalid URL/u);
  });

  it("answers our page out of the engine's thread, and refuses what the contract does not know", async () => {
    expect(await running.call("host.describe", {})).toMatchObject({ capabilities: { nativeDialogs: true } });
    expect(await running.invoke("host.describe", { more: 1 })).toMatchObject({ error: { code: "USAGE_INVALID" } });
    expect(await running.invoke("constructor", {})).toMatchObject({ error: { code: "USAGE_INVALID" } });
    expect(await running.invoke({ toString: 1 }, {})).toMatchObject({ error: { code: "USAGE_INVALID" } });
  });
});

it(
  "the real preload in an isolated world gives the page the contract's two functions and nothing else, and the page works",
  async () => {
    const running = startElectron();
    await running.recorded("show");
    const { page, browser } = await openPage(running);
    onTestFinished(() => browser.close());
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.getByRole("button", { name: "Start the demo" }).waitFor({ timeout: 30_000 });
    const seen = await page.evaluate(() => {
      const all = globalThis as unknown as Record<string, Record<string, unknown>>;
      return {
        names: Object.keys(all.reinstate ?? {}),
        node: [
          "require",
          "process",
          "module",
          "Buffer",
          "electron",
          "ipcRenderer",
          "standInSend",
          "standInHear",
        ].filter((name) => name in globalThis),
      };
    });
    expect(seen).toEqual({ names: ["call", "on"], node: [] });
    const answers = await page.evaluate(async () => {
      const { reinstate } = globalThis as unknown as {
        reinstate: {
          call(method: unknown, input: unknown): Promise<unknown>;
          on(event: string, listener: (value: unknown) => void): () => void;
        };
      };
      const heard: unknown[] = [];
      const end = reinstate.on("session.didChange", (value) => heard.push(value));
      const described = await reinstate.call("session.describe", {});
      const unknown = await reinstate.call("__proto__", {});
      const started = await reinstate.call("session.startDemo", { scenario: "lockout", users: 50 });
      end();
      await reinstate.call("session.lock", {});
      return { described, unknown, started, heard };
    });
    expect(answers).toMatchObject({
      described: { ok: true, value: { state: "none" } },
      unknown: { ok: false, error: { code: "USAGE_INVALID" } },
      started: { ok: true, value: { state: "open" } },
      heard: [{ state: "open" }],
    });
    // The policy holds in a real browser: script that is not ours does not run, and nothing is fetched from elsewhere.
    const attempts = await page.evaluate(`(async () => {
      const script = document.createElement("script");
      script.textContent = "globalThis.ran = true";
      document.body.append(script);
      const reached = await fetch("https://evil.example/").then(() => true, () => false);
      return [globalThis.ran ?? false, reached];
    })()`);
    expect(attempts).toEqual([false, false]);
    expect(complaints.filter((text) => !/Content Security Policy|evil\.example/u.test(text))).toEqual([]);
  },
  timeout,
);

it(
  "reaches the tenant by the proxy of the computer's settings, unless the environment names one",
  async () => {
    const { folder, vault } = folderWithVault();
    const networkOf = async (env: Readonly<Record<string, string>>) => {
      const computer = { proxy: "PROXY proxy.contoso.com:8080; DIRECT" };
      const running = startElectron({ dataFolder: folder, args: ["--vault", vault], computer, env });
      await running.recorded("show");
      await running.call("session.unlock", { passphrase });
      const { network } = await running.call("tenant.describe", {});
      expect(await running.quit()).toBe(0);
      return network;
    };
    expect(await networkOf({})).toMatchObject({
      proxy: "proxy.contoso.com:8080",
      proxyFrom: "system",
      without: expect.stringContaining("login.microsoftonline.com"),
    });
    expect(await networkOf({ HTTPS_PROXY: "http://own.contoso.com:3128" })).toMatchObject({
      proxy: "own.contoso.com:3128",
      proxyFrom: "environment",
      without: null,
    });
  },
  timeout,
);

it(
  "a second start ends by itself without a window, and the first comes to the front",
  async () => {
    const dataFolder = newFolder();
    const first = startElectron({ dataFolder });
    await first.recorded("show");
    const second = startElectron({ dataFolder, args: ["--hidden"] });
    expect(await second.ended).toBe(0);
    expect(second.records("BrowserWindow")).toEqual([]);
    await first.emit("app", "second-instance", ["reinstate", "--vault", "/evil", "--", "\u0000"], "/", { evil: true });
    expect(first.records("focus")).toHaveLength(1);
    expect(first.records("BrowserWindow")).toHaveLength(1);
  },
  timeout,
);

/** No window is there as long as it waits. */
async function waitForKeyring(running: RunningElectron): Promise<void> {
  await running.recorded("keyringAsks");
  expect(running.records("BrowserWindow")).toEqual([]);
  await running.ask({ what: "sleep", milliseconds: 10_000 });
}

// Elsewhere the backend is the system's, not a name that Electron gives.
it.runIf(process.platform === "linux")(
  "the keystore opens the vault at the next start; another one, or none that protects a key, leaves it to the passphrase",
  async () => {
    const { folder, vault } = folderWithVault();
    const withVault = async (computer: NonNullable<StartOptions["computer"]>) => {
      const running = startElectron({ dataFolder: folder, args: ["--vault", vault], computer });
      if (computer.keyringAsks === true) await waitForKeyring(running);
      await running.recorded("show");
      const { osKeyring } = (await running.call("host.describe", {})).capabilities;
      return { running, osKeyring, session: await running.call("session.describe", {}) };
    };
    const first = await withVault({ keystore: "kwallet6" });
    expect([first.osKeyring, first.session.state]).toEqual([true, "locked"]);
    await first.running.call("session.unlock", { passphrase });
    await first.running.call("keys.addKeystore", { secret: passphrase });
    expect(await first.running.quit()).toBe(0);

    const again = await withVault({ keystore: "kwallet6" });
    expect(again.session.state).toBe("open");
    await again.running.quit();

    // Its key is another one from now on, and the one before is gone soon: what it holds is sealed anew in between.
    const rotated = { keystore: "kwallet6", keystoreKey: "this computer, later" };
    for (const computer of [{ ...rotated, formerKey: "this computer" }, rotated]) {
      const { running, session } = await withVault(computer);
      expect(session.state).toBe("open");
      await running.quit();
    }

    const changed = await withVault({ keystore: "gnome_libsecret" });
    expect(changed.session).toMatchObject({
      state: "locked",
      notice: expect.stringMatching(/another one than before/u),
    });
    expect(await changed.running.call("session.unlock", { passphrase })).toMatchObject({ state: "open" });
    await changed.running.quit();

    const asking = await withVault({ keystore: "kwallet6", keyringAsks: true });
    expect(asking.session).toMatchObject({
      state: "locked",
      notice: expect.stringMatching(/does not answer.*give it there and start Reinstate again, or .* passphrase/u),
    });
    await asking.running.call("session.unlock", { passphrase });
    const addKeystore = () => asking.running.call("keys.addKeystore", { secret: passphrase });
    await expect(addKeystore()).rejects.toThrow(/does not answer/u);
    await asking.running.ask({ what: "answerKeyring" });
    expect(await addKeystore()).toMatchObject({ kind: "keystore" });
    expect(await asking.running.quit()).toBe(0);

    const lost = await withVault({ keystore: "kwallet6", keystoreKey: "another computer" });
    expect(lost.session).toMatchObject({ state: "locked", notice: expect.stringMatching(/does not open this vault/u) });
    await lost.running.quit();

    for (const computer of [
      { keystore: "basic_text" },
      { keystore: "broken" },
      { keystore: "kwallet6", keyringIsGone: true },
    ]) {
      const none = await withVault(computer);
      expect([none.osKeyring, none.session.state]).toEqual([false, "locked"]);
      await none.running.call("session.unlock", { passphrase });
      await expect(none.running.call("keys.addKeystore", { secret: passphrase })).rejects.toThrow(/protects a key/u);
      await none.running.quit();
    }

    // A tag that says nothing on Linux is the Keychain's on a Mac.
    const mac = await withVault({ platform: "darwin" });
    expect(mac.osKeyring).toBe(true);
    await mac.running.call("session.unlock", { passphrase });
    await mac.running.call("keys.addKeystore", { secret: passphrase });
    await mac.running.quit();
    expect((await withVault({ platform: "darwin" })).session.state).toBe("open");
  },
  timeout,
);
