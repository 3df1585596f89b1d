import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

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
    },
  );
}
