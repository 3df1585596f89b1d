import type { ObjectTypeDefinition, Obstacle } from "./object-type-definition.ts";

/** What is the same for every type that is read to explain and to guard: nothing of it is ever written, and why. */
export function readOnly({ reason, manual }: Obstacle) {
  return {
    writePermissions: [],
    canCreate: false,
    canDelete: false,
    lostOnRecreate: [],
    blocked: () => ({ reason, manual }),
    linkBlocked: () => ({ reason, manual }),
    updateRequests: () => [],
    linkRequests: () => [],
    createRequest: () => undefined,
    restoreRequest: () => undefined,
    deleteRequests: () => [],
  } satisfies Partial<ObjectTypeDefinition>;
}
