// `npm start`: sets up, builds, and opens Reinstate on the demo tenant.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, projectNode, root } from "./setup.mjs";

ensureInstalled();
ensureBuilt();
const result = spawnSync(projectNode, [join(root, "main", "start.ts"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
process.exit(result.status ?? 1);
