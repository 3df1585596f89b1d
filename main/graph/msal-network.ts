import type { INetworkModule } from "@azure/msal-node";
import type { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { ReinstateError as ExpectedError } from "../../preload/contract/reinstate-error.ts";
import { isTextNestedTooDeep } from "../catalogue/nested-too-deep.ts";
import type { Transport } from "./graph.ts";

export interface MsalNetwork {
  readonly module: INetworkModule;
  /** Why the last request failed: msal-node turns it into "network_error" and loses whether it was DNS, TLS or a proxy. */
  lastFailure(): ReinstateError | undefined;
}

/** All of msal-node's requests over the one Transport. */
export function createMsalNetwork(transport: Transport): MsalNetwork {
  let failure: ReinstateError | undefined;

  async function send<Body>(
    method: string,
    url: string,
    options: { headers?: Record<string, string>; body?: string } = {},
  ) {
    failure = undefined;
    try {
      const { headers = {}, body } = options;
      const answer = await transport({ method, url, headers, ...(body === undefined ? {} : { body }) });
      if (answer.status === 429 || answer.status >= 500) throw unableForNow(answer.status);
      return { status: answer.status, headers: { ...answer.headers }, body: bodyOf<Body>(answer.body) };
    } catch (error) {
      if (error instanceof ExpectedError) failure = error;
      throw error;
    }
  }

  return {
    module: {
      sendGetRequestAsync: (url, options) => send("GET", url, options),
      sendPostRequestAsync: (url, options) => send("POST", url, options),
    },
    lastFailure: () => failure,
  };
}

/** Not a refusal: a capture that runs for hours must not end as if somebody had to sign in. Whoever may wait asks again. */
function unableForNow(status: number): ReinstateError {
  const sentence = `The sign-in service could not answer (HTTP ${status}). Try again in some minutes.`;
  return new ExpectedError("TENANT_UNREACHABLE", sentence, { retryable: true, details: `HTTP ${status}` });
}

/** A proxy's or a firewall's page instead of JSON must not look like a bug. */
function bodyOf<Body>(text: string): Body {
  try {
    if (isTextNestedTooDeep(text)) throw new Error("nested beyond reason");
    return JSON.parse(text) as Body;
  } catch {
    throw new ExpectedError(
      "TENANT_UNREACHABLE",
      "The sign-in service did not answer in its own words. A proxy or firewall may be in between, or the cloud's authority is wrong; open a browser: the network may want you to sign in to it first.",
    );
  }
}
