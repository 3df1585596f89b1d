import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { drawTrayIcons } from "./draw-tray-icons.ts";
import { drawing } from "./package/draw-icons.ts";
import { licenceNotices } from "./package/licence-notices.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What ships: the window, the preload (one CommonJS file) and the Electron main process with its worker. */
for (const configuration of ["renderer", "preload", "main"]) {
  const config = join(root, "build", `vite.${configuration}.config.ts`);
  execFileSync(
    process.execPath,
    [join(root, "node_modules/vite/bin/vite.js"), "build", "-c", config, "--logLevel", "warn"],
    {
      cwd: root,
      stdio: "inherit",
      // Under a test runner it would be another: React's own checks, and paths of this machine, would ship.
      env: { ...process.env, NODE_ENV: "production" },
    },
  );
}

await drawTrayIcons(join(root, "dist/icons"), readFileSync(drawing, "utf8"));

/** What About shows; it needs all three bundles. */
writeFileSync(join(root, "dist/renderer/licences.json"), JSON.stringify(licenceNotices()));
