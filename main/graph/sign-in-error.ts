import { AuthError, InteractionRequiredAuthError } from "@azure/msal-node";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

const codeExpired =
  "The device code was not typed in in time; sign in again for a new one, and enter it within a quarter of an hour.";
const blocked = "meet it, or have this account excepted";

/**
 * What people can do about the refusals that are met most, by Microsoft's number or, where there is none, by the word of the
 * protocol or of msal-node. Microsoft's own texts hold names and are never shown.
 */
const sentences: Readonly<Record<string, string>> = {
  device_code_expired: codeExpired,
  user_timeout_reached: codeExpired,
  expired_token: codeExpired,
  bad_verification_code: "The device code was mistyped or used before; sign in again for a new one.",
  AADSTS70016: codeExpired,
  AADSTS70019: codeExpired,
  AADSTS70020: codeExpired,
  AADSTS70018: "The device code was mistyped or used before; sign in again for a new one.",
  AADSTS50011: "Register http://localhost as a redirect address (mobile and desktop) of the application.",
  AADSTS500113: "Register http://localhost as a redirect address (mobile and desktop) of the application.",
  AADSTS500014:
    "Microsoft Graph is switched off in the tenant, or a subscription has lapsed; enable it under enterprise applications, or renew the subscription.",
  AADSTS500021:
    "The network allows only certain tenants (tenant restriction); have this tenant allowed, or use another network.",
  AADSTS5000211:
    "The network allows only certain tenants (tenant restriction); have this tenant allowed, or use another network.",
  AADSTS500022:
    "The network allows only certain tenants (tenant restriction); have this tenant allowed, or use another network.",
  AADSTS500212:
    "The home tenant of the account does not let it into this tenant; sign in with an account of this tenant.",
  AADSTS500213: "This tenant does not let accounts of that other tenant in; sign in with an account of this tenant.",
  AADSTS50020:
    "The account belongs to another tenant; sign in with an account of this tenant, or have it invited as a guest.",
  AADSTS50034: "The tenant does not know the account; sign in with an account of this tenant.",
  AADSTS50053: "The account is locked after too many attempts, or the address is blocked; wait, or have it unlocked.",
  AADSTS50055: "The password has expired; change it in the browser, then sign in again.",
  AADSTS50057: "The account is disabled; have it enabled, or use another.",
  AADSTS50072: "The account has to register a second factor first; sign in with a browser and do so.",
  AADSTS50074: "A second factor (MFA) is required; sign in again with a browser.",
  AADSTS50076: "A second factor (MFA) is required; sign in again with a browser.",
  AADSTS50079: "The account has to register a second factor first; sign in with a browser and do so.",
  AADSTS50097:
    "Conditional Access wants to see the device; sign in with the browser on a device that is registered with the tenant.",
  AADSTS50131: `Conditional Access blocked this device or this place; the sign-in log of the tenant names the policy: ${blocked}.`,
  AADSTS500011:
    "The tenant does not know Microsoft Graph under the address of the cloud file; take the graph address of the tenant's own cloud.",
  AADSTS50105: "The account is not assigned to the application; assign it under enterprise applications.",
  AADSTS50144: "The password has expired; change it on-premises, then sign in again.",
  AADSTS50158: "Another security check of the tenant is required; sign in again with a browser and pass it.",
  AADSTS50173: "The sign-in was revoked, for instance after a change of password; sign in again.",
  AADSTS53000:
    "Conditional Access wants a compliant device; sign in on one that is managed and compliant, or have this account excepted from the policy.",
  AADSTS53001:
    "Conditional Access wants a device that is joined to the domain; sign in on one, or have this account excepted from the policy.",
  AADSTS530003:
    "Conditional Access wants a managed device; sign in on one, or have this account excepted from the policy.",
  AADSTS53003: `Conditional Access blocked the sign-in; the sign-in log of the tenant names the policy: ${blocked}.`,
  AADSTS53002: "Conditional Access lets only approved applications in; have this application excepted from the policy.",
  AADSTS53011:
    "The account is blocked in its home tenant because it is at risk; have the risk looked into and dismissed there, or use another account.",
  AADSTS530032:
    "The security policy of the tenant (security defaults, say) blocks this sign-in; sign in with a browser and meet it, or have an administrator look into the sign-in log.",
  AADSTS530036: "Conditional Access blocks device codes; sign in with a browser.",
  AADSTS500133: "The clock of this computer is wrong; set it, then sign in again.",
  AADSTS650057: "The application is not registered for Microsoft Graph's permissions; add them and consent to them.",
  AADSTS65001: "Nobody has consented to the permissions yet; an administrator has to.",
  AADSTS65004: "Consent was declined.",
  AADSTS70008: "The sign-in has expired; sign in again.",
  AADSTS70043: "Conditional Access wants a new sign-in after this time; sign in again.",
  AADSTS700016: "The tenant does not know the application; check tenant id, client id and cloud.",
  AADSTS700024: "The clock of this computer is wrong; set it, then sign in again.",
  AADSTS700003: "The device was deleted from the tenant; register it again, or sign in on another.",
  AADSTS700027:
    "The tenant does not know the certificate, or it has expired; upload it to the application, or make a new one and upload that.",
  AADSTS700030:
    "The name in the certificate is not one that the application accepts; upload a certificate with an accepted subject, or take that one.",
  AADSTS700082: "The sign-in was not used for too long; sign in again.",
  AADSTS7000112: "The application is switched off in the tenant; enable it under enterprise applications.",
  AADSTS7000215: "The client secret is wrong; make sure that the file holds the value and not the id.",
  AADSTS7000218: "Allow public client flows for the application.",
  AADSTS7000222:
    "The client secret has expired; make a new one, better a certificate, and name its file in the cloud file.",
  AADSTS7000229:
    "The application has no enterprise application in the tenant; have an administrator grant consent under its API permissions, which makes one.",
  AADSTS90002: "The tenant does not exist in this cloud; check tenant id and authority.",
  AADSTS90038: "The tenant lives in another of Microsoft's clouds; name that one with --cloud.",
  AADSTS90072:
    "The account belongs to another tenant; sign in with an account of this tenant, or have it invited as a guest.",
  AADSTS90093: "An administrator has to consent to the permissions.",
  AADSTS90095: "An administrator has to consent; the request for it can be sent in the browser.",
  AADSTS900941: "An administrator has to consent to the permissions.",
  AADSTS90094: "An administrator has to consent to the permissions.",
};

/** Any failure of msal-node as an expected error; bugs stay what they are. */
export function signInError(error: unknown, networkFailure: ReinstateError | undefined): unknown {
  if (error instanceof ReinstateError) return error;
  if (!(error instanceof AuthError)) return error;
  if (networkFailure !== undefined) return networkFailure;
  const number = /AADSTS\d+/.exec(error.errorMessage ?? "")?.[0] ?? "";
  const details = [error.errorCode, number, error.correlationId && `correlation id ${error.correlationId}`].filter(
    Boolean,
  );
  const about = { details: details.join(", ") };
  if (["access_denied", "authorization_declined"].includes(error.errorCode) || number === "AADSTS65004") {
    return new ReinstateError(
      "SIGN_IN_CANCELLED",
      "The sign-in or the consent was declined. Sign in again to go on.",
      about,
    );
  }
  if (error.errorCode === "endpoints_resolution_error" || error.errorCode === "openid_config_error") {
    const sentence =
      "The authority of the cloud did not answer as a sign-in service does. Check its address and the tenant id.";
    return new ReinstateError("SIGN_IN_FAILED", sentence, about);
  }
  const sentence =
    sentences[number] ??
    sentences[error.errorCode] ??
    `The sign-in service refused (${number || error.errorCode}); the sign-in log of the tenant says why, under this number.`;
  const code = needsPerson(error) ? "SIGN_IN_NEEDED" : "SIGN_IN_FAILED";
  return new ReinstateError(code, `Sign-in failed. ${sentence}`, about);
}

/** Consent, a second factor or a new sign-in would mend it. */
export function needsPerson(error: unknown): boolean {
  if (error instanceof InteractionRequiredAuthError) return true;
  return (
    error instanceof AuthError &&
    ["invalid_grant", "no_tokens_found", "refresh_token_expired"].includes(error.errorCode)
  );
}
