// Runs a TypeScript file of the project under the project's own Node, after setting up.
import { join } from "node:path";
import { ensureInstalled, projectNode, root, runOrStop } from "./setup.mjs";

ensureInstalled();
const [file, ...rest] = process.argv.slice(2);
runOrStop(projectNode, [join(root, file), ...rest]);
