import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

type SessionMethods =
  | "host.describe"
  | "session.describe"
  | "session.unlock"
  | "session.lock"
  | "session.startDemo"
  | "work.cancel";

export function sessionHandlers(engine: Engine): Pick<Handlers, SessionMethods> {
  const { door, host, emit } = engine.options;
  const changed = () => {
    engine.forgetReports();
    const state = door.describe();
    emit("session.didChange", { state: state.state });
    return state;
  };
  return {
    "host.describe": async () => host,
    "session.describe": async () => {
      await door.ready();
      return door.describe();
    },
    "session.unlock": async ({ passphrase }) => {
      await door.unlock(passphrase);
      return changed();
    },
    "session.lock": async () => {
      await door.lock();
      return changed();
    },
    "session.startDemo": async (choice) => {
      await engine.work((control) => door.startDemo(choice, control));
      return changed();
    },
    "work.cancel": async () => ({ cancelled: engine.cancelWork() }),
  };
}
