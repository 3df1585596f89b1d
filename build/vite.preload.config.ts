import { join } from "node:path";
import { defineConfig } from "vite";

const root = join(import.meta.dirname, "..");

/** A sandboxed preload has to be one CommonJS file; it may import types only, so there is nothing else to bundle. */
export default defineConfig({
  root,
  publicDir: false,
  build: {
    outDir: join(root, "dist/preload"),
    emptyOutDir: true,
    minify: false,
    target: "chrome146",
    lib: { entry: join(root, "preload/index.ts"), formats: ["cjs"], fileName: () => "index.cjs" },
    rolldownOptions: { external: ["electron"] },
  },
});
