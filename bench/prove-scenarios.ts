import { scenarios } from "../main/demo/demo-tenant.ts";
import { tableOf } from "./measure.ts";
import { scenarioRows } from "./scenario-rows.ts";
import { tryScenario } from "./scenario-trial.ts";

/** Recovers a tenant of so many people from each incident, proves and undoes that, and prints it. Returns how much was wrong. */
export async function proveScenarios(
  users: number,
  inFolder: (use: (folder: string) => Promise<void>) => Promise<void>,
): Promise<number> {
  let wrong = 0;
  for (const scenario of scenarios) {
    await inFolder(async (folder) => {
      const rows = scenarioRows(await tryScenario(scenario, users, folder));
      console.log(tableOf(rows));
      wrong += rows.filter(({ isMet }) => !isMet).length;
    });
  }
  return wrong;
}
