import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { recordPackages } from "./package/record-packages.ts";

const root = join(import.meta.dirname, "..");
const page = (name: string) => join(root, "renderer", `${name}.html`);
/** The page over generated data is for looking at the window without a tenant; it never ships. */
const withFake = process.env.REINSTATE_FAKE === "1";

export default defineConfig({
  root: join(root, "renderer"),
  base: "/",
  publicDir: false,
  plugins: [react(), recordPackages("renderer")],
  // Bundled apart from the page, and each worker with plugins of its own.
  worker: { format: "es", plugins: () => [recordPackages("workers")] },
  build: {
    outDir: join(root, "dist/renderer"),
    emptyOutDir: true,
    target: "chrome146",
    // Inlined fonts would be data: addresses, which the content security policy does not allow for fonts.
    assetsInlineLimit: 0,
    // The polyfill is an inline script in some browsers and needless in the ones we run in.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { input: withFake ? [page("index"), page("fake")] : [page("index")] },
  },
});
