import type { Stage } from "./exchange.ts";
import type { SignIn, TransportRequest, TransportResponse } from "./graph.ts";

/**
 * Puts the token on each request and answers claims challenges: a new token with the claims, then the same request
 * once more, and never a loop. While one challenge is answered (a person may be at the browser), everybody else waits.
 */
export function createAuthenticationStage(signIn: SignIn, permissions: readonly string[]): Stage {
  let challenge: Promise<unknown> = Promise.resolve();

  async function currentToken(): Promise<string> {
    await challenge.catch(() => undefined);
    return signIn.token(permissions);
  }

  async function tokenFor(claims: string, used: string): Promise<string> {
    const current = await currentToken();
    // Somebody else has answered a challenge meanwhile: the newer token may do.
    if (current !== used) return current;
    const answer = signIn.token(permissions, { claims });
    challenge = answer;
    return answer;
  }

  return async (request, _exchange, next) => {
    let token = await currentToken();
    let answer = await next(authorized(request, token));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const claims = claimsOf(answer);
      if (claims === undefined) break;
      const newer = await tokenFor(claims, token);
      if (newer === token) break;
      token = newer;
      answer = await next(authorized(request, token));
    }
    return answer;
  };
}

function authorized(request: TransportRequest, token: string): TransportRequest {
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
}

/** The decoded claims of a challenge (continuous access evaluation, or an authentication context on a protected action). */
export function claimsOf(answer: TransportResponse): string | undefined {
  if (answer.status !== 401 && answer.status !== 403) return undefined;
  const encoded = /\bclaims="([^"]+)"/i.exec(answer.headers["www-authenticate"] ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const text = encoded.startsWith("{") ? encoded : Buffer.from(encoded, "base64").toString("utf8");
  return text.trimStart().startsWith("{") ? text : undefined;
}
