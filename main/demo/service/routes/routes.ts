import type { Route } from "../call.ts";
import { applicationRoutes } from "./application-routes.ts";
import { groupRoutes } from "./group-routes.ts";
import { policiesRoutes } from "./policy-routes.ts";
import { servicePrincipalRoutes } from "./service-principal-routes.ts";
import { tenantRoutes } from "./tenant-routes.ts";
import { userRoutes } from "./user-routes.ts";

/** Everything that the simulated Graph knows, but for delta rounds. */
export const routes: readonly Route[] = [
  ...userRoutes,
  ...groupRoutes,
  ...applicationRoutes,
  ...servicePrincipalRoutes,
  ...policiesRoutes,
  ...tenantRoutes,
];
