import { describeSchedule, setSchedule } from "../flows/schedule.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

export function scheduleHandlers(engine: Engine): Pick<Handlers, "schedule.read" | "schedule.write"> {
  return {
    "schedule.read": async () => describeSchedule(engine.session()),
    "schedule.write": async (settings) => setSchedule(engine.session(), settings),
  };
}
