import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { NodeAuthOptions } from "@azure/msal-node";
import { ConfidentialClientApplication } from "@azure/msal-node";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { accessTokenClaims } from "./access-token-claims.ts";
import type { Cloud } from "./cloud.ts";
import type { Account, SignIn, TokenOptions } from "./graph.ts";
import { createMsalNetwork } from "./msal-network.ts";
import { msalSettings } from "./msal-settings.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { SignInSettings } from "./sign-in.ts";
import { signInError } from "./sign-in-error.ts";
import { createTokenMemory } from "./token-memory.ts";

/** The application itself, with a certificate or a secret: unattended. Its permissions are the roles in its token. */
export function createApplicationSignIn(settings: SignInSettings): SignIn {
  const { cloud, clock, transport } = settings;
  const network = createMsalNetwork(transport);
  const memory = createTokenMemory(clock);
  const exclusively = oneAtATime();
  let client: ConfidentialClientApplication | undefined;

  async function acquire({ claims, renew = false }: TokenOptions = {}): Promise<string> {
    const known = claims === undefined && !renew ? memory.token([]) : undefined;
    if (known !== undefined) return known;
    client ??= new ConfidentialClientApplication(msalSettings(settings, network, await credentialOf(cloud)));
    const challenged = claims === undefined ? { skipCache: renew } : { claims, skipCache: true };
    try {
      const result = await client.acquireTokenByClientCredential({
        scopes: [`${cloud.graph}/.default`],
        ...challenged,
      });
      if (result === null) throw new ReinstateError("SIGN_IN_FAILED", "The sign-in gave no token.");
      memory.keep(result, []);
      return result.accessToken;
    } catch (error) {
      throw signInError(error, network.lastFailure());
    }
  }

  function accountOf(token: string): Account {
    const { name = cloud.clientId, objectId = null, permissions } = accessTokenClaims(token);
    return { name, objectId, tenantId: cloud.tenantId, authentication: "application", permissions };
  }

  return {
    signIn: async () => accountOf(await exclusively(() => acquire())),
    async signOut() {
      memory.forget();
      client?.clearCache();
    },
    account: async () => {
      // A program of its own has no token yet; offline nobody is signed in.
      const token = memory.token([]) ?? (await exclusively(() => acquire()).catch(() => undefined));
      return token === undefined ? undefined : accountOf(token);
    },
    // An application has what an administrator consented to; nothing more can be asked for at run time.
    token: (_permissions, options) => exclusively(() => acquire(options)),
  };
}

async function credentialOf({ certificatePath, secretPath }: Cloud): Promise<Partial<NodeAuthOptions>> {
  if (certificatePath !== undefined)
    return { clientCertificate: certificateIn(await textOf(certificatePath), certificatePath) };
  if (secretPath !== undefined) return { clientSecret: secretIn(await textOf(secretPath), secretPath) };
  throw new Error("unattended sign-in without a credential");
}

/** A client secret's value. It is sent away: what does not look like one (a key, a list of passwords) is not. */
function secretIn(text: string, path: string): string {
  const secret = text.trim();
  if (/^[\x21-\x7e]{1,200}$/u.test(secret)) return secret;
  throw new ReinstateError(
    "USAGE_INVALID",
    `${path} has to hold the value of a client secret on one line, and nothing else.`,
  );
}

/** Key and certificate out of one PEM; the thumbprint tells the service which of the application's certificates it is. */
export function certificateIn(pem: string, path: string) {
  try {
    const certificate = new X509Certificate(pem);
    const key = createPrivateKey(pem);
    if (!certificate.checkPrivateKey(key)) throw new Error("key and certificate do not belong together");
    return {
      privateKey: key.export({ type: "pkcs8", format: "pem" }).toString(),
      thumbprintSha256: certificate.fingerprint256.replaceAll(":", "").toLowerCase(),
      x5c: certificate.toString(),
    };
  } catch (cause) {
    const sentence = `${path} has to hold an unencrypted private key and its certificate, both as PEM.`;
    throw new ReinstateError("USAGE_INVALID", sentence, { cause });
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new ReinstateError("USAGE_NOT_FOUND", `${path} cannot be read. Check the cloud file.`, { cause });
  }
}
