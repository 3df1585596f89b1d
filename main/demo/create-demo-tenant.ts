import type { Cloud } from "../graph/cloud.ts";
import type { DemoState } from "./demo-state.ts";
import type { DemoFaults, DemoOptions, DemoTenant } from "./demo-tenant.ts";
import { generateTenant } from "./generate-tenant.ts";
import { recoverNatively } from "./recover-natively.ts";
import { loadState, saveState } from "./save-state.ts";
import { playScenario } from "./scenarios/play-scenario.ts";
import { seedFolder } from "./seed-folder.ts";
import { createDemoService } from "./service/create-demo-service.ts";

/** A new tenant out of a seed number. Throws USAGE_INVALID for a size or time that makes no sense. */
export function createDemoTenant(options: DemoOptions): DemoTenant {
  return demoTenantOver(generateTenant(options));
}

/** The tenant that `save` wrote. Throws IMPORT_INVALID for anything else. */
export function openDemoTenant(bytes: Uint8Array): DemoTenant {
  return demoTenantOver(loadState(bytes));
}

/** A tenant whose state the caller keeps: tests judge by it what was done. */
export function demoTenantOver(state: DemoState): DemoTenant {
  const faults: DemoFaults = { lagMs: 0, intercept: undefined, throttle: false };
  const { transport, openBrowser } = createDemoService(state, faults);
  return {
    cloud: cloudOf(state),
    tenantName: state.tenantName,
    transport,
    openBrowser,
    now: () => new Date(state.clockMs).toISOString(),
    advance: (milliseconds) => {
      state.clockMs += Math.max(0, milliseconds);
    },
    play: (scenario) => playScenario(state, scenario),
    recoverNatively: () => recoverNatively(state),
    seedFolder: (folder) => seedFolder(state, folder),
    faults,
    save: () => saveState(state),
  };
}

/** Generous: the demo answers in the process, and enforces the documented limits only when `faults.throttle` says so. */
const allowance = { readUnitsPer10s: 10_000_000, writesPerSecond: 10_000, conditionalAccessPerSecond: 1000 };

function cloudOf({ tenantId }: DemoState): Cloud {
  return {
    name: "demo",
    authority: "https://login.demo.reinstate.localhost",
    graph: "https://graph.demo.reinstate.localhost",
    tenantId,
    clientId: "6a1f7c55-2f0e-4c0b-8f53-9d1c7ab0e311",
    allowance,
    demo: true,
  };
}
