import { join } from "node:path";
import { findElectron } from "../../main/host/find-electron.ts";
import { hasDisplay } from "../../main/host/has-display.ts";

export const binary = findElectron(join(import.meta.dirname, "../.."));

/** Why the real Electron is not started here; undefined where it is. */
export const whyNot =
  binary === undefined
    ? "Electron's binary is not here (npx install-electron fetches it); main/host/electron/electron.test.ts runs the same bundle over a stand-in"
    : hasDisplay()
      ? undefined
      : "there is no display for Electron here (xvfb-run gives it one)";
