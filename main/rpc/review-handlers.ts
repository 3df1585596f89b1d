import { readFile, stat } from "node:fs/promises";
import type { InputOf } from "../../preload/contract/methods.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { diskError } from "../exchange/disk-error.ts";
import { type ExportOpener, identitiesIn } from "../exchange/export-key.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

type ReviewMethods =
  | "review.choose"
  | "review.chooseIdentity"
  | "review.offered"
  | "review.decline"
  | "review.open"
  | "review.close";

export function reviewHandlers(engine: Engine): Pick<Handlers, ReviewMethods> {
  const { files } = engine;
  const { door } = engine.options;
  return {
    "review.choose": async () => {
      const path = await engine.chooseExistingFile("export");
      return path === undefined ? null : files.offerExport(path);
    },
    "review.chooseIdentity": async () => {
      const path = await engine.chooseExistingFile("identity");
      return path === undefined ? null : files.offer(path);
    },
    "review.offered": () => files.handedOver(),
    "review.decline": async () => {
      files.decline();
      return null;
    },
    "review.open": async ({ file, opener }) => {
      refuseBesideWork(engine);
      const path = files.path(file);
      const read = await openerOf(engine, opener);
      await engine.work((control) => door.review(path, read, control));
      files.decline();
      return engine.changed();
    },
    "review.close": async () => {
      await engine.lock();
      return door.describe();
    },
  };
}

/** An open vault is closed for it, which a capture or a recovery must not be broken off for. */
function refuseBesideWork(engine: Engine): void {
  if (!engine.isWorking) return;
  throw new ReinstateError("USAGE_INVALID", "Other work is under way. Let it end, or cancel it, then open the export.");
}

/** An identity file has some hundred bytes; a larger one is the wrong file. */
const largestIdentity = 64 * 1024;

async function openerOf(engine: Engine, opener: InputOf<"review.open">["opener"]): Promise<ExportOpener> {
  if ("passphrase" in opener) return opener.passphrase;
  const path = engine.files.path(opener.identity);
  try {
    if ((await stat(path)).size > largestIdentity) throw tooLarge();
    return { identities: identitiesIn(await readFile(path, "utf8")) };
  } catch (error) {
    throw diskError(error, path);
  }
}

function tooLarge(): ReinstateError {
  return new ReinstateError(
    "USAGE_INVALID",
    "This file is too large for an identity file. Choose the one that age-keygen wrote.",
  );
}
