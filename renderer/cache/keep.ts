import { Dexie } from "dexie";
import { WindowDatabase } from "./window-database.ts";

const database = new WindowDatabase();

/** Of a database that is there and cannot be used as it is: nothing of it is worth more than a window that works. */
const brokenNames: ReadonlySet<string> = new Set([
  "DatabaseClosedError",
  "InvalidTableError",
  "NotFoundError",
  "OpenFailedError",
  "SchemaError",
  "UnknownError",
  "UpgradeError",
  "VersionError",
]);

let rebuilding: Promise<boolean> | undefined;

/**
 * Runs one piece of work with the window's database. One that is broken is rebuilt. Where the browser offers none (private mode,
 * full disk), the window works on and merely forgets: `otherwise` is what it goes on with.
 */
export async function keep<Value>(
  work: (database: WindowDatabase) => Promise<Value>,
  otherwise: Value,
): Promise<Value> {
  try {
    return await work(database);
  } catch (error) {
    if (!isBroken(error) || !(await rebuild())) return otherwise;
  }
  try {
    return await work(database);
  } catch {
    return otherwise;
  }
}

function isBroken(error: unknown): boolean {
  return Dexie.dependencies.indexedDB !== undefined && error instanceof Error && brokenNames.has(error.name);
}

/** Once in the life of a window: what is broken again at once is not mended by trying for ever. */
function rebuild(): Promise<boolean> {
  rebuilding ??= database
    .delete()
    .then(() => database.open())
    .then(
      () => true,
      () => false,
    );
  return rebuilding;
}
