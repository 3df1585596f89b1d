import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { consumedUnits } from "../generate/make-organization.ts";
import type { Answer } from "./answer.ts";
import { ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, context, param } from "./call.ts";
import { notFound } from "./refusal.ts";

/** GET /subscribedSkus, each with what is used of it now. */
export function listSubscribedSkus(call: Call): Answer {
  return ok({ ...context(call, "subscribedSkus"), value: skus(call) });
}

export function readSubscribedSku(call: Call): Answer {
  const sku = skus(call).find(({ id }) => id === param(call));
  if (sku === undefined) throw notFound(param(call));
  return ok({ ...context(call, "subscribedSkus/$entity"), ...sku });
}

function skus({ state }: Pick<Call, "state">): readonly JsonObject[] {
  const used = consumedUnits(state.objects.user.values());
  return [...state.objects.subscribedSku.values()].map((sku) => ({
    ...sku,
    consumedUnits: used.get(String(sku.skuId)) ?? 0,
  }));
}

/** What is left of a product: undefined where the tenant has none of it. */
export function freeUnits(call: Pick<Call, "state">, skuId: string): number | undefined {
  const sku = skus(call).find((each) => each.skuId === skuId);
  if (sku === undefined) return undefined;
  const { enabled = 0, warning = 0 } = sku.prepaidUnits as Readonly<Record<string, number>>;
  return enabled + warning - Number(sku.consumedUnits);
}

/** GET /organization: a list of one. */
export function listOrganization(call: Call): Answer {
  return ok({ ...context(call, "organization"), value: [...call.state.objects.organization.values()] });
}

export function readOrganization(call: Call): Answer {
  return ok({ ...context(call, "organization/$entity"), ...addressed(call, "organization") });
}
