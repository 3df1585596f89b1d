import { constants, createHash, verify, X509Certificate } from "node:crypto";
import type { JsonValue } from "../../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../../preload/contract/json-value.ts";
import type { MutableJsonObject } from "../../demo-state.ts";
import { SignInRefusal } from "./sign-in-refusal.ts";
import { headerOf, payloadOf } from "./signed-tokens.ts";

/**
 * Checks a client assertion (RFC 7523) against the certificates of the application: which one by its thumbprint, then
 * the signature. Its times are the machine's and not the tenant's, so they are not looked at.
 */
export function checkAssertion(application: MutableJsonObject, assertion: string, audience: string): void {
  const { aud, iss, sub } = payloadOf(assertion);
  const { appId } = application;
  if (iss !== appId || sub !== appId || aud !== audience) {
    throw new SignInRefusal("invalid_client", 700021, "Client assertion application identifier doesn't match.");
  }
  const certificate = certificatesOf(application).find((registered) => hasThumbprint(registered, headerOf(assertion)));
  if (certificate === undefined || !isSignedWith(certificate, assertion)) {
    const message = "Client assertion contains an invalid signature. The key was not found.";
    throw new SignInRefusal("invalid_client", 700027, message);
  }
}

function certificatesOf({ keyCredentials }: MutableJsonObject): readonly X509Certificate[] {
  const credentials: readonly JsonValue[] = Array.isArray(keyCredentials) ? keyCredentials : [];
  return credentials.filter(isJsonObject).flatMap(({ key }) => {
    if (typeof key !== "string") return [];
    try {
      return [new X509Certificate(Buffer.from(key, "base64"))];
    } catch {
      return [];
    }
  });
}

function hasThumbprint(certificate: X509Certificate, { "x5t#S256": sha256, x5t: sha1 }: MutableJsonObject): boolean {
  const thumbprint = (algorithm: string) => createHash(algorithm).update(certificate.raw).digest("base64url");
  return sha256 === undefined ? sha1 === thumbprint("sha1") : sha256 === thumbprint("sha256");
}

function isSignedWith({ publicKey }: X509Certificate, assertion: string): boolean {
  const end = assertion.lastIndexOf(".");
  const padding =
    headerOf(assertion).alg === "PS256"
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : {};
  const signature = Buffer.from(assertion.slice(end + 1), "base64url");
  return verify("sha256", Buffer.from(assertion.slice(0, end)), { key: publicKey, ...padding }, signature);
}
