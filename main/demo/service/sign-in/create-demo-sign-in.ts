import { createHash, randomUUID } from "node:crypto";
import type { JsonObject } from "../../../../preload/contract/json-value.ts";
import type { TransportRequest } from "../../../graph/graph.ts";
import type { DemoState } from "../../demo-state.ts";
import { nowIso } from "../../demo-state.ts";
import type { Answer } from "../answer.ts";
import { ok } from "../answer.ts";
import { applicationTokens } from "./application-tokens.ts";
import { askedScopes } from "./asked-scopes.ts";
import { createDeviceCodes } from "./device-codes.ts";
import { instanceDiscovery, openIdConfiguration } from "./discovery.ts";
import type { PersonGrant } from "./person-tokens.ts";
import { personTokens } from "./person-tokens.ts";
import { refusalBody, SignInRefusal, sentenceOf } from "./sign-in-refusal.ts";
import type { SignedTokens } from "./signed-tokens.ts";
import { stillAllowed, whoSignsIn } from "./who-signs-in.ts";

export interface DemoSignIn {
  answer(request: TransportRequest): Answer;
  /** What the browser would do with this address: sign in as the demo's person and post the answer where it belongs. */
  openBrowser(url: string): Promise<void>;
}

interface IssuedCode extends PersonGrant {
  readonly challenge: string;
  readonly redirectUri: string;
}

/** The simulated Microsoft sign-in service of one tenant (v2.0 endpoints). */
export function createDemoSignIn(state: DemoState, tokens: SignedTokens): DemoSignIn {
  const codes = new Map<string, IssuedCode>();
  const consents = new Map<string, Set<string>>();
  const devices = createDeviceCodes(state);

  /** Adds the scopes to those that this person gave the application before. The person is an administrator. */
  function consent(clientId: string, userId: string, permissions: readonly string[]): readonly string[] {
    const key = `${clientId} ${userId}`;
    const all = consents.get(key) ?? new Set<string>();
    for (const permission of permissions) all.add(permission);
    consents.set(key, all);
    return [...all];
  }

  function authorize(query: URLSearchParams): string {
    const { resource, permissions } = askedScopes(query.get("scope"));
    const challenge = query.get("code_challenge");
    if (query.get("response_type") !== "code" || challenge === null || query.get("code_challenge_method") !== "S256") {
      throw new SignInRefusal("invalid_request", 9002325, "Proof Key for Code Exchange is required.");
    }
    const person = whoSignsIn(state, query.get("login_hint"));
    const [clientId, userId] = [query.get("client_id") ?? "", String(person.id)];
    const code = randomUUID();
    codes.set(code, {
      clientId,
      userId,
      resource,
      consented: consent(clientId, userId, permissions),
      nonce: query.get("nonce") ?? undefined,
      claims: query.get("claims"),
      challenge,
      redirectUri: query.get("redirect_uri") ?? "",
    });
    return code;
  }

  function forCode(origin: string, form: URLSearchParams): JsonObject {
    const code = form.get("code") ?? "";
    const issued = codes.get(code);
    codes.delete(code);
    if (issued === undefined || issued.clientId !== form.get("client_id")) {
      throw new SignInRefusal("invalid_grant", 70008, "The provided authorization code has expired or was used.");
    }
    if (issued.redirectUri !== form.get("redirect_uri")) {
      throw new SignInRefusal("invalid_grant", 500112, "The reply address does not match the one asked for.");
    }
    const verifier = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (verifier !== issued.challenge) {
      throw new SignInRefusal("invalid_grant", 501481, "The Code_Verifier does not match the code_challenge.");
    }
    return personTokens(state, tokens, origin, stillAllowed(state, issued.userId), issued);
  }

  function forRefreshToken(origin: string, form: URLSearchParams): JsonObject {
    const refresh = tokens.read(form.get("refresh_token") ?? "");
    if (refresh?.use !== "refresh" || refresh.clientId !== form.get("client_id")) {
      throw new SignInRefusal("invalid_grant", 9002313, "The refresh token is malformed.");
    }
    const asked = askedScopes(form.get("scope"));
    const [clientId, userId] = [String(refresh.clientId), String(refresh.userId)];
    const consented = consent(clientId, userId, refresh.consented as readonly string[]);
    const missing = asked.permissions.filter((permission) => !consented.includes(permission));
    if (missing.length > 0) {
      const message = `The user or administrator has not consented to use the application with ${missing.join(", ")}.`;
      throw new SignInRefusal("invalid_grant", 65001, message, "consent_required");
    }
    const resource = asked.resource === "" ? String(refresh.resource) : asked.resource;
    const grant = { clientId, userId, resource, consented, claims: form.get("claims") };
    return personTokens(state, tokens, origin, stillAllowed(state, userId), grant);
  }

  function forDeviceCode(origin: string, form: URLSearchParams): JsonObject {
    const { clientId, scope } = devices.redeem(form.get("device_code") ?? "");
    const { resource, permissions } = askedScopes(scope);
    const person = whoSignsIn(state, null);
    const userId = String(person.id);
    const consented = consent(clientId, userId, permissions);
    return personTokens(state, tokens, origin, person, { clientId, userId, resource, consented });
  }

  function token(origin: string, form: URLSearchParams): JsonObject {
    switch (form.get("grant_type")) {
      case "authorization_code":
        return forCode(origin, form);
      case "refresh_token":
        return forRefreshToken(origin, form);
      case "client_credentials":
        return applicationTokens(state, tokens, origin, form);
      case "device_code":
      case "urn:ietf:params:oauth:grant-type:device_code":
        return forDeviceCode(origin, form);
      default:
        throw new SignInRefusal("unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
    }
  }

  function route({ method, url, body = "" }: TransportRequest): Answer {
    const { origin, pathname } = new URL(url);
    if (pathname.endsWith("/discovery/instance")) return ok(instanceDiscovery(origin, state.tenantId));
    const [, tenant = "", ...rest] = pathname.split("/");
    if (!isThisTenant(state, tenant)) {
      throw new SignInRefusal("invalid_tenant", 90002, `Tenant '${tenant}' not found.`);
    }
    const place = rest.join("/");
    if (place === "v2.0/.well-known/openid-configuration") return ok(openIdConfiguration(origin, state.tenantId));
    const form = new URLSearchParams(body);
    if (method === "POST" && place === "oauth2/v2.0/token") return ok(token(origin, form));
    if (method === "POST" && place === "oauth2/v2.0/devicecode") return ok(devices.issue(origin, form));
    return { status: 404 };
  }

  return {
    answer(request) {
      try {
        return route(request);
      } catch (error) {
        if (!(error instanceof SignInRefusal)) throw error;
        return {
          status: error.error === "invalid_client" ? 401 : 400,
          body: refusalBody(error, randomUUID(), nowIso(state)),
        };
      }
    },
    async openBrowser(url) {
      const { pathname, searchParams: query } = new URL(url);
      if (!pathname.endsWith("/authorize")) {
        devices.approve();
        return;
      }
      await postForm(query.get("redirect_uri") ?? "", answerOf(query));
    },
  };

  function answerOf(query: URLSearchParams): URLSearchParams {
    const about = { state: query.get("state") ?? "", session_state: randomUUID() };
    try {
      return new URLSearchParams({ code: authorize(query), ...about });
    } catch (error) {
      if (!(error instanceof SignInRefusal)) throw error;
      const { error: name } = error;
      return new URLSearchParams({
        error: name,
        error_description: sentenceOf(error, randomUUID(), nowIso(state)),
        ...about,
      });
    }
  }
}

function isThisTenant({ tenantId, domain }: DemoState, name: string): boolean {
  return [tenantId, domain, "common", "organizations"].includes(name.toLowerCase());
}

/** `response_mode=form_post`: the browser sends what the hidden form on the page holds. */
async function postForm(address: string, form: URLSearchParams): Promise<void> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const page = await fetch(address, { method: "POST", headers, body: form.toString() });
  await page.text();
}
