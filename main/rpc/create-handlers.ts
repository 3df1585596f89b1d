import { backgroundHandlers } from "./background-handlers.ts";
import { connectHandlers } from "./connect-handlers.ts";
import { copyHandlers } from "./copy-handlers.ts";
import { diagnosticsHandlers } from "./diagnostics-handlers.ts";
import type { Engine } from "./engine.ts";
import { explorerHandlers } from "./explorer-handlers.ts";
import { historyHandlers } from "./history-handlers.ts";
import { incidentHandlers } from "./incident-handlers.ts";
import { keyHandlers } from "./key-handlers.ts";
import { onlyLooking } from "./only-looking.ts";
import { planHandlers } from "./plan-handlers.ts";
import { recoveryHandlers } from "./recovery-handlers.ts";
import { reportHandlers } from "./report-handlers.ts";
import { retentionHandlers } from "./retention-handlers.ts";
import { reviewHandlers } from "./review-handlers.ts";
import type { Handlers } from "./router.ts";
import { scheduleHandlers } from "./schedule-handlers.ts";
import { sessionHandlers } from "./session-handlers.ts";
import { timelineHandlers } from "./timeline-handlers.ts";

/** All methods of the contract over one engine. */
export function createHandlers(engine: Engine): Handlers {
  return onlyLooking(engine, {
    ...sessionHandlers(engine),
    ...connectHandlers(engine),
    ...reviewHandlers(engine),
    ...incidentHandlers(engine),
    ...timelineHandlers(engine),
    ...retentionHandlers(engine),
    ...scheduleHandlers(engine),
    ...backgroundHandlers(engine),
    ...keyHandlers(engine),
    ...copyHandlers(engine),
    ...explorerHandlers(engine),
    ...reportHandlers(engine),
    ...planHandlers(engine),
    ...recoveryHandlers(engine),
    ...historyHandlers(engine),
    ...diagnosticsHandlers(engine),
  });
}
