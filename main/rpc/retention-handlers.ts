import { nowOf } from "../flows/tenant-session.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

export function retentionHandlers(engine: Engine): Pick<Handlers, "retention.describe" | "retention.set"> {
  const preview = () => engine.session().vault.retention(nowOf(engine.session()));
  return {
    "retention.describe": async () => preview(),
    "retention.set": async (policy) => {
      engine.session().vault.setRetention(policy, nowOf(engine.session()));
      return preview();
    },
  };
}
