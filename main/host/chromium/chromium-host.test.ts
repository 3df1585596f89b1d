import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openChromiumHost } from "./chromium-host.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reinstate-host-"));
  mkdirSync(join(folder, "page"));
  writeFileSync(join(folder, "page", "index.html"), "<h1>Here</h1>");
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** As the system's own out-of-memory killer does it. */
function killBrowser(profileFolder: string): number {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/u.test(name) && commandOf(name).includes(profileFolder));
  for (const id of ids) {
    try {
      process.kill(Number(id), "SIGKILL");
    } catch {
      // It went with the others.
    }
  }
  return ids.length;
}

function commandOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

test("the page has a bridge of two functions that it cannot change, and nothing of what carries it", async () => {
  const host = await openChromiumHost({
    pageFolder: join(folder, "page"),
    profileFolder: join(folder, "profile"),
    headless: true,
    width: 400,
    height: 300,
    handle: async (method, input) => ({ ok: true, value: { method, input } }),
  });
  await host.page.getByRole("heading", { name: "Here" }).waitFor();
  const seen = await host.page.evaluate(() => {
    const { reinstate } = globalThis as unknown as { reinstate: Record<string, unknown> };
    const change = (change: () => unknown) => {
      try {
        change();
      } catch {
        // A page in strict mode is told.
      }
    };
    change(() => Object.assign(reinstate, { call: () => "mine", more: 1 }));
    change(() => Object.assign(globalThis, { reinstate: {} }));
    return {
      names: Object.getOwnPropertyNames((globalThis as unknown as { reinstate: object }).reinstate),
      carrying: ["reinstateTransport", "require", "process", "module", "Buffer"].filter((name) => name in globalThis),
    };
  });
  expect(seen).toEqual({ names: ["call", "on"], carrying: [] });
  const answer = await host.page.evaluate("window.reinstate.call('session.describe', { a: 1 })");
  expect(answer).toEqual({ ok: true, value: { method: "session.describe", input: { a: 1 } } });
  await host.close();
});

test.runIf(process.platform === "linux")("a browser that is killed ends the window and nothing else", async () => {
  const profileFolder = join(folder, "profile");
  const host = await openChromiumHost({
    pageFolder: join(folder, "page"),
    profileFolder,
    headless: true,
    width: 400,
    height: 300,
    handle: () => new Promise(() => undefined),
  });
  await host.page.getByRole("heading", { name: "Here" }).waitFor();
  // The engine still works on something that the page asked for.
  await host.page.evaluate("void window.reinstate.call('session.state', {})");
  expect(killBrowser(profileFolder)).toBeGreaterThan(0);
  await host.closed;
  host.emit("session.didChange", {});
  await host.close();
});
