import type { JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { ErrorCode } from "../../preload/contract/reinstate-error.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { claimsOf } from "./authentication-stage.ts";
import type { TransportResponse } from "./graph.ts";

/** Why a refusal is none of a permission alone. */
export type RefusalCause = "licence" | "role" | "challenge";

/** Graph said no. `status`, `graphCode`, `because` and `unknownProperty` are for stages that know a way around a certain refusal. */
export class GraphRefusal extends ReinstateError {
  readonly status: number;
  readonly graphCode: string | undefined;
  readonly because: RefusalCause | undefined;
  /** The property that was asked for and that Graph does not have. */
  readonly unknownProperty: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    about: { status: number; graphCode?: string; because?: RefusalCause; unknownProperty?: string; details: string },
  ) {
    super(code, message, { retryable: about.status === 429 || about.status >= 500, details: about.details });
    this.status = about.status;
    this.graphCode = about.graphCode;
    this.because = about.because;
    this.unknownProperty = about.unknownProperty;
  }
}

/** No to this sign-in or this tenant, and the next time too; anything else may pass. */
export function isLasting(error: unknown): error is GraphRefusal {
  return error instanceof GraphRefusal && [400, 403, 404].includes(error.status);
}

/** By the codes of Graph and of its reports, and by the challenge that was left after it had been answered. */
function causeOf({ status, headers }: Refused, graphCode = ""): RefusalCause | undefined {
  if (claimsOf({ status, headers }) !== undefined) return "challenge";
  if (/NonPremiumTenant|Premium\w*License|LicenseRequired|NotLicensed/iu.test(graphCode)) return "licence";
  return /UnsupportedUserRole/iu.test(graphCode) ? "role" : undefined;
}

/** Graph's `error.code` and `error.message`. The message may hold personal values: never log it. */
export function graphErrorOf(body: JsonValue | undefined): { readonly code?: string; readonly message?: string } {
  const error = isJsonObject(body) ? body.error : undefined;
  if (!isJsonObject(error)) return {};
  return {
    ...(typeof error.code === "string" ? { code: error.code } : {}),
    ...(typeof error.message === "string" ? { message: error.message } : {}),
  };
}

interface Refused extends Pick<TransportResponse, "status" | "headers"> {
  readonly body: JsonValue | undefined;
  /** A good answer without JSON: somebody in between has answered. */
  readonly isUnreadable?: boolean;
}

/** The error for an answer that should have been a good one. `what` is the path, without its query. */
export function refusalOf(answer: Refused, what: string, permissions: readonly string[] = []): GraphRefusal {
  const { status, headers } = answer;
  const { code: graphCode, message = "" } = graphErrorOf(answer.body);
  const requestId = headers["request-id"];
  const details = [`HTTP ${status}`, graphCode, requestId && `request-id ${requestId}`].filter(Boolean).join(", ");
  const because = causeOf(answer, graphCode);
  const unknownProperty = status === 400 ? unknownPropertyIn(message) : undefined;
  const about = {
    ...{ status, details },
    ...(unknownProperty === undefined ? {} : { unknownProperty }),
    ...(graphCode === undefined ? {} : { graphCode }),
    ...(because === undefined ? {} : { because }),
  };
  if (answer.isUnreadable === true || isFromBetween(status))
    return new GraphRefusal("TENANT_UNREACHABLE", answeredBetween(what), about);
  const sentence =
    because === undefined
      ? sentenceOf(status, what, permissions.length > 0 ? permissions : permissionsNamedIn(message))
      : causes[because](what);
  return new GraphRefusal(codeOf(status), sentence, about);
}

const causes: Readonly<Record<RefusalCause, (what: string) => string>> = {
  licence: (what) =>
    `${what} needs a licence that the tenant does not have (Microsoft Entra ID P1 or P2, or ID Governance). No permission and no role makes up for it.`,
  role: (what) =>
    `${what} needs a role that the account does not have, such as Reports Reader, Security Reader or Global Reader. Have one assigned or activate it, and sign in again.`,
  challenge: (what) =>
    `Conditional Access asks for more than this sign-in could give for ${what}: a second factor, a compliant device or a step-up that the policy names. Sign in again with a browser on a device that meets it; the tenant's sign-in log names the policy.`,
};

/** Graph neither redirects nor asks for the network's own sign-in. */
function isFromBetween(status: number): boolean {
  return (status >= 300 && status < 400) || status === 511;
}

function answeredBetween(what: string): string {
  return `Something between here and Microsoft Graph answered for ${what} with a page of its own. Open a browser: the network may want you to sign in to it first; else look at the proxy and the firewall. Then try again.`;
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return "SIGN_IN_NEEDED";
  if (status === 403) return "PERMISSION_MISSING";
  if (status === 429) return "TENANT_THROTTLED";
  return status >= 500 ? "TENANT_UNREACHABLE" : "TENANT_REFUSED";
}

function sentenceOf(status: number, what: string, permissions: readonly string[]): string {
  if (status === 401) return `Microsoft Graph did not accept the sign-in for ${what}. Sign in again.`;
  if (status === 403) return forbidden(what, permissions);
  if (status === 429) return `Microsoft Graph kept asking to wait for ${what}. Try again in some minutes.`;
  if (status >= 500) return `Microsoft Graph could not answer for ${what} (HTTP ${status}). Try again later.`;
  return `Microsoft Graph refused ${what} (HTTP ${status}).`;
}

function forbidden(what: string, permissions: readonly string[]): string {
  if (permissions.length === 0) {
    return `${what} is not readable or writable with this sign-in. Ask for the permission or the role that it needs.`;
  }
  return `${what} needs ${permissions.join(" and ")}. Have it consented to, check the role of the account, and sign in again.`;
}

/** "Parsing OData Select and Expand failed: Could not find a property named 'isDisabled' on type 'microsoft.graph.application'." */
function unknownPropertyIn(message: string): string | undefined {
  return /could not find a property named '(\w+)'/i.exec(message)?.[1];
}

/** Graph names permissions in some of its refusals ("requires one of 'Policy.Read.All' ..."). */
export function permissionsNamedIn(message: string): readonly string[] {
  const names = message.match(
    /\b[A-Z][A-Za-z-]+\.(?:Read|ReadWrite|ReadBasic|Create|Manage|AccessAsUser|DeleteRestore|EnableDisableAccount|ManageIdentities)(?:\.[A-Z][A-Za-z]+)*\b/g,
  );
  return [...new Set(names ?? [])];
}
