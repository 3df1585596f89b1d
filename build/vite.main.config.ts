import { builtinModules } from "node:module";
import { join } from "node:path";
import { defineConfig } from "vite";
import { recordPackages } from "./package/record-packages.ts";

const root = join(import.meta.dirname, "..");
const builtins = builtinModules.flatMap((name) => [name, `node:${name}`]);

/** The Electron main process with the command line in it, and the engine's worker. The native module and what holds binaries stays outside. */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [recordPackages("main")],
  ssr: { noExternal: true },
  build: {
    outDir: join(root, "dist/main"),
    emptyOutDir: true,
    minify: false,
    target: "node24",
    ssr: true,
    rolldownOptions: {
      input: {
        "electron-main": join(root, "main/electron-main.ts"),
        "engine-worker": join(root, "main/engine-worker.ts"),
      },
      // debug (below electron-updater) tries supports-color and does without; it is a tool's of ours and shall not ship.
      external: ["electron", "better-sqlite3-multiple-ciphers", "supports-color", ...builtins],
      output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
    },
  },
});
