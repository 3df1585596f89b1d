import { createHash, randomUUID } from "node:crypto";
import type { DemoState } from "../../demo-state.ts";
import { askedScopes } from "./asked-scopes.ts";
import type { Consents } from "./consents.ts";
import type { PersonGrant } from "./person-tokens.ts";
import { SignInRefusal } from "./sign-in-refusal.ts";
import { whoSignsIn } from "./who-signs-in.ts";

interface IssuedCode extends PersonGrant {
  readonly challenge: string;
  readonly redirectUri: string;
}

/** Authorization codes: each good for one exchange, by the client that proves (PKCE) that it asked for it. */
export interface AuthorizationCodes {
  /** For what an authorize address asks, signed in as the demo's person. */
  issue(query: URLSearchParams): string;
  redeem(form: URLSearchParams): PersonGrant;
}

export function createAuthorizationCodes(state: DemoState, consents: Consents): AuthorizationCodes {
  const codes = new Map<string, IssuedCode>();
  return {
    issue(query) {
      const challenge = challengeIn(query);
      const { resource, permissions } = askedScopes(query.get("scope"));
      const [clientId, userId] = [query.get("client_id") ?? "", String(whoSignsIn(state, query.get("login_hint")).id)];
      const code = randomUUID();
      codes.set(code, {
        clientId,
        userId,
        resource,
        consented: consents.give(clientId, userId, permissions),
        nonce: query.get("nonce") ?? undefined,
        claims: query.get("claims"),
        challenge,
        redirectUri: query.get("redirect_uri") ?? "",
      });
      return code;
    },
    redeem(form) {
      const code = form.get("code") ?? "";
      const issued = codes.get(code);
      codes.delete(code);
      if (issued === undefined || issued.clientId !== form.get("client_id")) {
        throw new SignInRefusal("invalid_grant", 70008, "The provided authorization code has expired or was used.");
      }
      checkProof(issued, form);
      return issued;
    },
  };
}

function challengeIn(query: URLSearchParams): string {
  const challenge = query.get("code_challenge");
  if (query.get("response_type") === "code" && challenge !== null && query.get("code_challenge_method") === "S256") {
    return challenge;
  }
  throw new SignInRefusal("invalid_request", 9002325, "Proof Key for Code Exchange is required.");
}

function checkProof({ redirectUri, challenge }: IssuedCode, form: URLSearchParams): void {
  if (redirectUri !== form.get("redirect_uri")) {
    throw new SignInRefusal("invalid_grant", 500112, "The reply address does not match the one asked for.");
  }
  const proof = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  if (proof !== challenge) {
    throw new SignInRefusal("invalid_grant", 501481, "The Code_Verifier does not match the code_challenge.");
  }
}
