import { afterAll, expect, it } from "vitest";
import { scenarios } from "../main/demo/demo-tenant.ts";
import { newFolder, removeFolders } from "../main/vault/testing/scratch-vault.ts";
import { scenarioRows } from "./scenario-rows.ts";
import { tryScenario } from "./scenario-trial.ts";

afterAll(() => removeFolders());

it.each(scenarios)(
  "%s is recovered, proven and undone within the documented limits, and what others did stays",
  async (scenario) => {
    const trial = await tryScenario(scenario, 150, newFolder());
    expect(trial.plan.steps.length).toBeGreaterThan(0);
    expect(trial.legitimate).toBeGreaterThan(0);
    expect(trial).toMatchObject({ notRecovered: [], lost: [], notUndone: [] });
    expect(trial.recovery.writes).toBeGreaterThan(0);
    expect(scenarioRows(trial).filter(({ isMet }) => !isMet)).toEqual([]);
  },
);
