import type { ObjectTypeDefinition } from "./object-type-definition.ts";

/** What is the same for every policy of which a tenant has exactly one: it is never made, deleted or linked. */
export const oneForTheTenant = {
  links: {},
  canCreate: false,
  canDelete: false,
  lostOnRecreate: [],
  blocked: () => undefined,
  linkBlocked: () => undefined,
  linkRequests: () => [],
  createRequest: () => undefined,
  restoreRequest: () => undefined,
  deleteRequests: () => [],
} satisfies Partial<ObjectTypeDefinition>;
