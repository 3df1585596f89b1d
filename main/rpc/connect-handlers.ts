import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

type ConnectMethods =
  | "connect.begin"
  | "connect.beginWithFile"
  | "connect.signIn"
  | "connect.protect"
  | "connect.abandon";

export function connectHandlers(engine: Engine): Pick<Handlers, ConnectMethods> {
  const { door } = engine.options;
  const connecting = () => {
    if (door.connecting === undefined)
      throw new ReinstateError("HOST_UNAVAILABLE", "No tenant can be connected in this window.");
    return door.connecting;
  };
  return {
    "connect.begin": async (choice) => connecting().begin(choice),
    "connect.beginWithFile": async () => {
      const { begin } = connecting();
      const path = await engine.chooseExistingFile("cloud");
      return path === undefined ? null : begin(path);
    },
    "connect.signIn": ({ byCode }) =>
      engine.work(async (control) => ({ account: (await connecting().signIn(byCode, control)).name })),
    "connect.protect": async ({ name, passphrase }) => {
      if (engine.isWorking)
        throw new ReinstateError("USAGE_INVALID", "Other work is under way. Let it end, then go on.");
      await connecting().protect(name, passphrase);
      return engine.changed();
    },
    "connect.abandon": async () => {
      connecting().abandon();
      return null;
    },
  };
}
