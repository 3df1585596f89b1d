import { WindowDatabase } from "./window-database.ts";

const database = new WindowDatabase();

/**
 * Runs one piece of work with the window's database. Where the browser offers none (private mode, full disk), the
 * window works on and merely forgets: `otherwise` is what it goes on with.
 */
export async function keep<Value>(
  work: (database: WindowDatabase) => Promise<Value>,
  otherwise: Value,
): Promise<Value> {
  try {
    return await work(database);
  } catch {
    return otherwise;
  }
}
