import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** Builds the window into a folder; `fake`: with the page over generated data beside it, which never ships. */
export function buildPage(folder: string, { fake = false }: { readonly fake?: boolean } = {}): void {
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const config = join(root, "build/vite.renderer.config.ts");
  execFileSync(process.execPath, [vite, "build", "-c", config, "--outDir", folder, "--logLevel", "error"], {
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production", ...(fake ? { REINSTATE_FAKE: "1" } : {}) },
  });
}
