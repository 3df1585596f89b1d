import { cancelled } from "./cancelled.ts";
import type { Stage } from "./exchange.ts";
import type { SignIn, TokenOptions, TransportRequest, TransportResponse } from "./graph.ts";

/**
 * Puts the token on each request and answers challenges: a new token (with the claims that were asked for), then the
 * same request once more, and never a loop. While one challenge is answered (a person may be at the browser), everybody
 * else waits. A request that was not let in was not executed, so writes may be sent again too.
 */
export function createAuthenticationStage(signIn: SignIn, permissions: readonly string[]): Stage {
  let challenge: Promise<unknown> = Promise.resolve();
  let renewal: { readonly of: string; readonly token: Promise<string> } | undefined;

  async function currentToken(): Promise<string> {
    await challenge.catch(() => undefined);
    return signIn.token(permissions);
  }

  async function newerToken(used: string, options: TokenOptions): Promise<string> {
    const current = await currentToken();
    // Somebody else has answered a challenge meanwhile: the newer token may do.
    if (current !== used) return current;
    if (renewal?.of === used) return renewal.token;
    const token = signIn.token(permissions, options);
    const mine = { of: used, token };
    renewal = mine;
    // Where it led to nothing, the next one may try again.
    const forget = () => {
      if (renewal === mine) renewal = undefined;
    };
    void token.then((newer) => newer === used && forget(), forget);
    challenge = token;
    return token;
  }

  return async (request, exchange, next) => {
    const { signal } = exchange;
    let token = await untilCancelled(currentToken(), signal);
    const used = () => token;
    exchange.renew = async (options) => (await untilCancelled(newerToken(used(), options), signal)) !== used();
    let answer = await next(authorized(request, token));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const options = challengeOf(answer);
      if (options === undefined) break;
      const newer = await untilCancelled(newerToken(token, options), signal);
      if (newer === token) break;
      token = newer;
      answer = await next(authorized(request, token));
    }
    return answer;
  };
}

/** A person may be at the browser for long: whoever waits for it can be stopped all the same. */
function untilCancelled<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(cancelled());
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** What kind of new token an answer asks for, if it does. */
export function challengeOf(answer: Pick<TransportResponse, "status" | "headers">): TokenOptions | undefined {
  const claims = claimsOf(answer);
  if (claims !== undefined) return { claims };
  return answer.status === 401 ? { renew: true } : undefined;
}

function authorized(request: TransportRequest, token: string): TransportRequest {
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
}

/** The decoded claims of a challenge (continuous access evaluation, or an authentication context on a protected action). */
export function claimsOf(answer: Pick<TransportResponse, "status" | "headers">): string | undefined {
  if (answer.status !== 401 && answer.status !== 403) return undefined;
  const encoded = /\bclaims="([^"]+)"/i.exec(answer.headers["www-authenticate"] ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const text = encoded.startsWith("{") ? encoded : Buffer.from(encoded, "base64").toString("utf8");
  return text.trimStart().startsWith("{") ? text : undefined;
}
