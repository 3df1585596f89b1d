import type { Transport } from "../../graph/graph.ts";

/** Each by a permission, a role or a licence of its own, which a tenant may do without: the capture is whole without them. */
const parts: readonly RegExp[] = [
  /getAvailableExtensionProperties/u,
  /select=id,customSecurityAttributes/u,
  /roleEligibilityScheduleInstances/u,
  /deletedItems\/microsoft\.graph\.user/u,
];
const body = JSON.stringify({ error: { code: "Authorization_RequestDenied", message: "no" } });

/** A tenant that refuses, with one seed in four, one part of itself: always, so that no draw of the seed is used up by it. */
export function refusedForGood(tenant: Transport, seed: number): Transport {
  const part = isPartRefused(seed) ? parts[Math.floor(seed / 4) % parts.length] : undefined;
  if (part === undefined) return tenant;
  return async (request) => (part.test(request.url) ? { status: 403, headers: {}, body } : tenant(request));
}

export function isPartRefused(seed: number): boolean {
  return seed % 4 === 3;
}
