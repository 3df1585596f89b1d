import type { DemoState } from "../demo-state.ts";
import type { Scenario, ScenarioReport } from "../demo-tenant.ts";
import { playCompromisedAdmin } from "./compromised-admin.ts";
import { playHrCorruption } from "./hr-corruption.ts";
import { playLockout } from "./lockout.ts";

const plays: Readonly<Record<Scenario, (state: DemoState) => ScenarioReport>> = {
  lockout: playLockout,
  "hr-corruption": playHrCorruption,
  "compromised-admin": playCompromisedAdmin,
};

/** Lets the incident happen, over hours of the tenant's clock, with an audit record for every write. */
export function playScenario(state: DemoState, scenario: Scenario): ScenarioReport {
  return plays[scenario](state);
}
