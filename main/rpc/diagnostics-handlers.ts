import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { writeTextFile } from "../exchange/write-text-file.ts";
import { collectDiagnostics, diagnosticsText } from "../flows/diagnostics.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

/**
 * What a person looks at is what is saved: the page cannot put anything of its own into the file. Like everything else, for whoever has
 * opened a vault; the command line does it without one.
 */
export function diagnosticsHandlers(engine: Engine): Pick<Handlers, "diagnostics.collect" | "diagnostics.save"> {
  let collected: string | undefined;
  const { host, keyStore, log, logFolder, chooseFile } = engine.options;
  return {
    "diagnostics.collect": () =>
      engine.work(async (control) => {
        const vault = engine.session();
        const about = { version: host.version, capabilities: host.capabilities, keystore: keyStore?.backend };
        log?.flush?.();
        collected = diagnosticsText(await collectDiagnostics({ ...about, vault, logFolder }, control));
        return { text: collected };
      }),
    "diagnostics.save": async () => {
      engine.session();
      if (collected === undefined) throw new ReinstateError("USAGE_INVALID", "Collect the diagnostics first.");
      const path = await chooseFile("reinstate-diagnostics.json");
      if (path === undefined) throw new ReinstateError("CANCELLED", "The diagnostics were not saved.");
      await writeTextFile(path, [collected]);
      return { path };
    },
  };
}
