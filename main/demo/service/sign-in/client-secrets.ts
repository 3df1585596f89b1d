import { createHash, timingSafeEqual } from "node:crypto";
import type { JsonValue } from "../../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../../preload/contract/json-value.ts";
import type { DemoState, MutableJsonObject } from "../../demo-state.ts";

/** The secret that goes with a password credential. It follows from the credential's id, so that none has to be kept. */
export function secretOf(tenantId: string, keyId: string): string {
  return createHash("sha256").update(`demo client secret ${tenantId} ${keyId}`).digest("base64url").slice(0, 40);
}

/** Whether `secret` belongs to one of the application's credentials: "expired" if to one that has ended. */
export function checkSecret(
  state: DemoState,
  { passwordCredentials }: MutableJsonObject,
  secret: string,
): "valid" | "expired" | "wrong" {
  const credentials: readonly JsonValue[] = Array.isArray(passwordCredentials) ? passwordCredentials : [];
  const own = credentials
    .filter(isJsonObject)
    .filter(({ keyId }) => same(secretOf(state.tenantId, String(keyId)), secret));
  if (own.length === 0) return "wrong";
  return own.some(({ endDateTime }) => Date.parse(String(endDateTime)) > state.clockMs) ? "valid" : "expired";
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
