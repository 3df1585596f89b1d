import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { findBrowser } from "../../chromium/find-browser.ts";
import type { RunningElectron } from "./running-electron.ts";

const preloadPath = join(import.meta.dirname, "../../../../dist/preload/index.cjs");
const world = "preload";
/** Chromium loads no scheme of ours: this stands for `app://reinstate`, and every answer is what the bundle serves there. */
const origin = "https://reinstate.test";

/**
 * The bundle's page in a real Chromium: its files come from the real protocol handler, the real preload runs in an isolated world, and
 * only what `contextBridge` let through is in the page's own. What the two worlds tell each other is text, as Electron copies values.
 */
export async function openPage(running: RunningElectron): Promise<{ readonly page: Page; readonly browser: Browser }> {
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath: findBrowser() ?? "", chromiumSandbox: !isRoot });
  const page = await browser.newPage();
  await page.route("**/*", async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== origin) return route.abort("blockedbyclient");
    const served = await running.fetch(`app://reinstate${url.pathname}`, route.request().method());
    return route.fulfill({ status: served.status, headers: served.headers, body: Buffer.from(served.body, "base64") });
  });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Page.enable");
  await devtools.send("Runtime.enable");
  await devtools.send("Runtime.addBinding", { name: "standInSend", executionContextName: world });
  const contexts = new Set<number>();
  devtools.on("Runtime.executionContextCreated", ({ context }) => {
    if (context.name === world) contexts.add(context.id);
  });
  devtools.on("Runtime.bindingCalled", async ({ payload, executionContextId }) => {
    const { id, args } = JSON.parse(payload) as { id: number; args: [unknown, unknown] };
    const frame = { url: page.url().replace(origin, "app://reinstate"), isTop: true };
    const answer = await running.invoke(...args, frame).then(
      (value) => ({ value }),
      (error: unknown) => ({ error: String(error) }),
    );
    const expression = `globalThis.standInHear(${JSON.stringify(JSON.stringify({ id, ...answer }))})`;
    // The page may be gone by then.
    await devtools.send("Runtime.evaluate", { expression, contextId: executionContextId }).catch(() => undefined);
  });
  running.onSent((args) => {
    const expression = `globalThis.standInPush?.(${JSON.stringify(JSON.stringify(args))})`;
    for (const contextId of contexts)
      void devtools.send("Runtime.evaluate", { expression, contextId }).catch(() => undefined);
  });
  await devtools.send("Page.addScriptToEvaluateOnNewDocument", { source: pageSide });
  await devtools.send("Page.addScriptToEvaluateOnNewDocument", { source: preloadSide(), worldName: world });
  await page.goto(`${origin}/`);
  return { page, browser };
}

/** In the page's world: makes of the shape that comes over a bridge whose functions call across. */
const pageSide = `(() => {
  const waiting = new Map(), listeners = new Map();
  let next = 1;
  const cross = (kind, detail) => document.dispatchEvent(new CustomEvent("stand-in:" + kind, { detail: JSON.stringify(detail) }));
  document.addEventListener("stand-in:expose", ({ detail }) => {
    const { key, names } = JSON.parse(detail);
    const bridge = Object.fromEntries(names.map((name) => [name, (...args) => {
      const id = next++;
      const sent = args.map((value) => typeof value === "function" ? (listeners.set(id, value), { listener: id }) : { value });
      let result;
      waiting.set(id, (answer) => { result = answer; });
      cross("call", { id, name, args: sent });
      if (result && result.ends) return () => cross("end", { id });
      return new Promise((resolve, reject) => {
        waiting.set(id, ({ value, error }) => error === undefined ? resolve(value) : reject(new Error(error)));
      });
    }]));
    Object.defineProperty(window, key, { value: Object.freeze(bridge), enumerable: true });
  });
  document.addEventListener("stand-in:answer", ({ detail }) => {
    const { id, ...answer } = JSON.parse(detail);
    waiting.get(id)?.(answer);
  });
  document.addEventListener("stand-in:push", ({ detail }) => {
    const { id, value } = JSON.parse(detail);
    listeners.get(id)?.(value);
  });
})();`;

/** In the isolated world: what the preload requires as "electron", and the preload itself. */
function preloadSide(): string {
  return `(() => {
  const waiting = new Map(), channels = new Map(), ends = new Map();
  let next = 1;
  globalThis.standInHear = (text) => {
    const { id, value, error } = JSON.parse(text);
    const [resolve, reject] = waiting.get(id);
    error === undefined ? resolve(value) : reject(new Error(error));
  };
  globalThis.standInPush = (text) => {
    const [channel, ...args] = JSON.parse(text);
    for (const hear of channels.get(channel) ?? []) hear({ sender: "never to leave" }, ...args);
  };
  const cross = (kind, detail) => document.dispatchEvent(new CustomEvent("stand-in:" + kind, { detail: JSON.stringify(detail) }));
  const ipcRenderer = {
    invoke: (channel, ...args) => new Promise((resolve, reject) => {
      const id = next++;
      waiting.set(id, [resolve, reject]);
      if (channel !== "reinstate:call") throw new Error("another channel: " + channel);
      standInSend(JSON.stringify({ id, args }));
    }),
    on: (channel, hear) => channels.set(channel, (channels.get(channel) ?? new Set()).add(hear)),
    off: (channel, hear) => channels.get(channel)?.delete(hear),
  };
  const contextBridge = { exposeInMainWorld: (key, bridge) => {
    document.addEventListener("stand-in:call", ({ detail }) => {
      const { id, name, args } = JSON.parse(detail);
      const given = args.map((each) => "listener" in each ? (value) => cross("push", { id: each.listener, value }) : each.value);
      const result = bridge[name](...given);
      if (typeof result === "function") { ends.set(id, result); return cross("answer", { id, ends: true }); }
      result.then((value) => cross("answer", { id, value }), (error) => cross("answer", { id, error: String(error.message) }));
    });
    document.addEventListener("stand-in:end", ({ detail }) => ends.get(JSON.parse(detail).id)?.());
    cross("expose", { key, names: Object.keys(bridge) });
  } };
  const module = { exports: {} };
  ((require, module, exports) => {${readFileSync(preloadPath, "utf8")}
  })((name) => { if (name !== "electron") throw new Error("required " + name); return { contextBridge, ipcRenderer }; }, module, module.exports);
})();`;
}
