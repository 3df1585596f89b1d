import { expect, it } from "vitest";
import { startEngineThread } from "./engine-thread.ts";
import type { HostPorts } from "./ports.ts";

/** An engine that says what the test has it say: each call's method is a message of the engine's. */
const echo = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from "node:worker_threads";
    parentPort.on("message", ({ kind, call, method }) => {
      if (kind === "stop") return parentPort.close();
      if (method.kind !== undefined) parentPort.postMessage(method);
      if (method.silent !== true) parentPort.postMessage({ kind: "answer", call, answer: { ok: true, value: null } });
    });`)}`,
);

const host: ReturnType<HostPorts["describe"]> = {
  capabilities: { osKeyring: false, tray: false, autostart: false, nativeDialogs: false, selfUpdate: false },
  version: "0.0.0",
  platform: "test",
};

it("is busy while the page waits and while work runs, which an update has to wait for", async () => {
  let begun = 0;
  const engine = startEngineThread({
    entry: echo,
    startUp: { vaultFolder: "", demo: false, host },
    ports: { describe: () => host } as HostPorts,
    onEvent: () => undefined,
    onWork: () => begun++,
  });
  expect(engine.isBusy()).toBe(false);
  const call = engine.handle({}, undefined);
  expect(engine.isBusy()).toBe(true);
  await call;
  expect(engine.isBusy()).toBe(false);
  await engine.handle({ kind: "work", working: true }, undefined);
  expect(engine.isBusy()).toBe(true);
  expect(begun).toBe(1);
  await engine.handle({ kind: "work", working: false }, undefined);
  expect(engine.isBusy()).toBe(false);
  await engine.handle({ kind: "work", working: true }, undefined);
  void engine.handle({ silent: true }, undefined);
  await engine.stop();
  expect(engine.isBusy()).toBe(false);
});
