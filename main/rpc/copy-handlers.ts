import { addCopy, copyVault, describeCopies, removeCopy } from "../flows/copies.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

export function copyHandlers(
  engine: Engine,
): Pick<Handlers, "copies.list" | "copies.add" | "copies.remove" | "copies.run"> {
  return {
    "copies.list": async () => describeCopies(engine.session().vault),
    "copies.add": ({ folder }) => engine.work((control) => addCopy(engine.session(), folder, control)),
    "copies.remove": async ({ id }) => {
      removeCopy(engine.session().vault, id);
      return describeCopies(engine.session().vault);
    },
    "copies.run": () => engine.work((control) => copyVault(engine.session(), control)),
  };
}
