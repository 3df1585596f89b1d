import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

type BackgroundMethods = "notices.read" | "notices.write" | "notices.dismiss" | "autostart.read" | "autostart.write";

/** What Reinstate does while nobody looks at its window. */
export function backgroundHandlers(engine: Engine): Pick<Handlers, BackgroundMethods> {
  const autostart = async (wanted: "read" | "on" | "off") => {
    const state = await engine.options.autostart?.(wanted);
    if (state !== undefined) return state;
    const message = "This system did not let Reinstate be started when you sign in. Its own settings may forbid it.";
    throw new ReinstateError("HOST_UNAVAILABLE", message);
  };
  return {
    "notices.read": async () => engine.notices.read(),
    "notices.write": async (settings) => engine.notices.write(settings),
    "notices.dismiss": async ({ id }) => engine.notices.dismiss(id),
    "autostart.read": () => autostart("read"),
    "autostart.write": ({ enabled }) => autostart(enabled ? "on" : "off"),
  };
}
