import { randomUUID } from "node:crypto";
import type { JsonObject } from "../../../../preload/contract/json-value.ts";
import type { DemoState } from "../../demo-state.ts";
import { SignInRefusal } from "./sign-in-refusal.ts";

interface Pending {
  readonly clientId: string;
  readonly scope: string;
  readonly endsAtMs: number;
  asked: number;
  approved: boolean;
}

const lifeSeconds = 900;

export type DeviceCodes = ReturnType<typeof createDeviceCodes>;

/** Device codes (RFC 8628) that wait for somebody to type them in. */
export function createDeviceCodes(state: DemoState) {
  const pending = new Map<string, Pending>();

  return {
    issue(origin: string, form: URLSearchParams): JsonObject {
      const code = randomUUID();
      const user_code = code.slice(0, 8).toUpperCase();
      const verification_uri = `${origin}/device`;
      pending.set(code, {
        clientId: form.get("client_id") ?? "",
        scope: form.get("scope") ?? "",
        endsAtMs: state.clockMs + lifeSeconds * 1000,
        asked: 0,
        approved: false,
      });
      return {
        user_code,
        device_code: code,
        verification_uri,
        expires_in: lifeSeconds,
        interval: 1,
        message: `To sign in, use a web browser to open the page ${verification_uri} and enter the code ${user_code} to authenticate.`,
      };
    },
    /** Somebody has entered the code. */
    approve(): void {
      for (const waiting of pending.values()) waiting.approved = true;
    },
    /** The demo's person answers by the second time of asking at the latest. */
    redeem(code: string): Pick<Pending, "clientId" | "scope"> {
      const waiting = pending.get(code);
      if (waiting === undefined || waiting.endsAtMs < state.clockMs) {
        throw new SignInRefusal("expired_token", 70020, "The device code has expired.");
      }
      waiting.asked += 1;
      if (!waiting.approved && waiting.asked < 2) {
        throw new SignInRefusal("authorization_pending", 70016, "Pending end-user authorization.");
      }
      pending.delete(code);
      return waiting;
    },
  };
}
