import { addCopy, copyVault, describeCopies, proveCopy, removeCopy } from "../flows/copies.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

export function copyHandlers(
  engine: Engine,
): Pick<Handlers, "copies.list" | "copies.add" | "copies.remove" | "copies.run" | "copies.check"> {
  return {
    "copies.list": async () => describeCopies(engine.session().vault),
    "copies.add": ({ folder }) => engine.work((control) => addCopy(engine.session(), folder, control)),
    "copies.remove": async ({ id }) => {
      removeCopy(engine.session().vault, id);
      return describeCopies(engine.session().vault);
    },
    "copies.check": ({ id, secret }) =>
      engine.work(async (control) => {
        const { manifest, ok, problem, passedOver } = await proveCopy(engine.session().vault, id, secret, control);
        const found = { ok: ok && passedOver.length === 0, holds: manifest.number, at: manifest.at, passedOver };
        return problem === undefined ? found : { ...found, problem };
      }),
    "copies.run": () => engine.work((control) => copyVault(engine.session(), control, { readBack: true })),
  };
}
