import type { InputOf, MethodName, OutputOf } from "../../../preload/contract/methods.ts";
import type { HostDescription } from "../../../preload/contract/views.ts";
import { createHandlers } from "../create-handlers.ts";
import { Engine, type EngineOptions } from "../engine.ts";
import { createRouter, type Router } from "../router.ts";

/** A host that shows the window and can do nothing else. */
export const bareHost: HostDescription = {
  capabilities: { osKeyring: false, tray: false, autostart: false, nativeDialogs: false, selfUpdate: false },
  version: "0.0.0-test",
  platform: process.platform,
};

/** If not told otherwise its person wants nothing, and nobody hears of its events. */
export function engineForTests(options: Pick<EngineOptions, "door"> & Partial<EngineOptions>): Engine {
  const none = async () => undefined;
  return new Engine({ host: bareHost, emit: () => {}, chooseFile: none, confirmPlan: none, now: () => 0, ...options });
}

/** As the window's is. */
export function routerOf(engine: Engine): Router {
  return createRouter(
    createHandlers(engine),
    () => 0,
    undefined,
    (method, answer) => engine.room.pass(method, answer),
  );
}

/** Calls as the window makes them; what is refused is thrown with its code. */
export function callsTo(router: Router) {
  return async <Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>> => {
    const answer = await router.handle(method, input);
    if (answer.ok) return answer.value as OutputOf<Name>;
    const { code, message } = answer.error;
    throw Object.assign(new Error(`${code} ${message}`), { code });
  };
}
