import { randomUUID } from "node:crypto";
import type { TransportRequest } from "../../../graph/graph.ts";
import type { DemoState } from "../../demo-state.ts";
import { nowIso } from "../../demo-state.ts";
import type { Answer } from "../answer.ts";
import { ok } from "../answer.ts";
import type { AuthorizationCodes } from "./authorization-codes.ts";
import { createAuthorizationCodes } from "./authorization-codes.ts";
import { createConsents } from "./consents.ts";
import { createDeviceCodes } from "./device-codes.ts";
import { instanceDiscovery, openIdConfiguration } from "./discovery.ts";
import { refusalBody, SignInRefusal, sentenceOf } from "./sign-in-refusal.ts";
import type { SignedTokens } from "./signed-tokens.ts";
import type { TokenIssuers } from "./token-endpoint.ts";
import { answerTokenRequest } from "./token-endpoint.ts";

export interface DemoSignIn {
  answer(request: TransportRequest): Answer;
  /** What the browser would do with this address: sign in as the demo's person and post the answer where it belongs. */
  openBrowser(url: string): Promise<void>;
}

/** The simulated Microsoft sign-in service of one tenant (v2.0 endpoints). */
export function createDemoSignIn(state: DemoState, tokens: SignedTokens): DemoSignIn {
  const consents = createConsents();
  const codes = createAuthorizationCodes(state, consents);
  const devices = createDeviceCodes(state);
  const issuers: TokenIssuers = { state, tokens, consents, codes, devices };

  return {
    answer(request) {
      try {
        return route(issuers, request);
      } catch (error) {
        if (!(error instanceof SignInRefusal)) throw error;
        const status = error.error === "invalid_client" ? 401 : 400;
        return { status, body: refusalBody(error, randomUUID(), nowIso(state)) };
      }
    },
    async openBrowser(url) {
      const { pathname, searchParams: query } = new URL(url);
      if (!pathname.endsWith("/authorize")) devices.approve();
      else await postForm(query.get("redirect_uri") ?? "", formFor(state, codes, query));
    },
  };
}

function route(issuers: TokenIssuers, { method, url, body = "" }: TransportRequest): Answer {
  const { state, devices } = issuers;
  const { origin, pathname } = new URL(url);
  if (pathname.endsWith("/discovery/instance")) return ok(instanceDiscovery(origin, state.tenantId));
  const [, tenant = "", ...rest] = pathname.split("/");
  if (!isThisTenant(state, tenant)) {
    throw new SignInRefusal("invalid_tenant", 90002, `Tenant '${tenant}' not found.`);
  }
  const place = rest.join("/");
  if (place === "v2.0/.well-known/openid-configuration") return ok(openIdConfiguration(origin, state.tenantId));
  const form = new URLSearchParams(body);
  if (method === "POST" && place === "oauth2/v2.0/token") return ok(answerTokenRequest(issuers, origin, form));
  if (method === "POST" && place === "oauth2/v2.0/devicecode") return ok(devices.issue(origin, form));
  return { status: 404 };
}

function isThisTenant({ tenantId, domain }: DemoState, name: string): boolean {
  return [tenantId, domain, "common", "organizations"].includes(name.toLowerCase());
}

/** The hidden form on the last page: a code, or why there is none. */
function formFor(state: DemoState, codes: AuthorizationCodes, query: URLSearchParams): URLSearchParams {
  const about = { state: query.get("state") ?? "", session_state: randomUUID() };
  try {
    return new URLSearchParams({ code: codes.issue(query), ...about });
  } catch (error) {
    if (!(error instanceof SignInRefusal)) throw error;
    const error_description = sentenceOf(error, randomUUID(), nowIso(state));
    return new URLSearchParams({ error: error.error, error_description, ...about });
  }
}

/** `response_mode=form_post`: the browser sends what the form holds. */
async function postForm(address: string, form: URLSearchParams): Promise<void> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const page = await fetch(address, { method: "POST", headers, body: form.toString() });
  await page.text();
}
