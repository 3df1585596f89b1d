import { elementPath } from "../../preload/contract/attribute-path.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, jsonText } from "../../preload/contract/json-value.ts";
import type { Obstacle, PropertyRule, WriteRequest } from "./object-type-definition.ts";
import { each, fact, keyed, never, text, value, word } from "./property-rules.ts";

/**
 * Certificates: with the public part (`key`) the trust can be put back, without it it cannot. Replaced as a whole.
 * Graph reads them slowly (150 requests a minute), which is why the limiter has a class of its own for them.
 */
export const keyCredentials: PropertyRule = keyed(
  "keyId",
  {
    ...each(["customKeyIdentifier", "displayName", "key"], text()),
    ...each(["startDateTime", "endDateTime"], value()),
    ...each(["type", "usage"], word()),
  },
  { ownStep: true },
);

/**
 * Why a certificate (one element of `keyCredentials`, or several) cannot be written again; undefined if it can: Graph takes
 * the trust back by its public part alone.
 */
export function certificateRefusal(value: JsonValue | undefined): Obstacle | undefined {
  const lost = certificatesIn(value).find((certificate) => typeof certificate.key !== "string");
  if (lost === undefined) return undefined;
  return jsonText(lost.usage).toLowerCase() === "sign" ? signing : withoutPublicPart;
}

function certificatesIn(value: JsonValue | undefined): readonly JsonObject[] {
  const some = Array.isArray(value) ? value : [value];
  return some.filter((item: JsonValue | undefined) => item !== undefined && isJsonObject(item));
}

const signing: Obstacle = {
  reason: "It signs tokens, and its private part can never be read, so no snapshot holds it.",
  manual: "Make a new signing certificate in the admin centre and have those who check its signatures trust it.",
};
const withoutPublicPart: Obstacle = {
  reason: "The snapshot does not hold this certificate's public part, without which Microsoft Graph does not take it.",
  manual: "Upload the certificate again in the admin centre; whoever uses the application has its file.",
};

/** What of an object's credentials does not come back when it is made again, each by itself. */
export function lostCredentials({ keyCredentials: certificates, passwordCredentials: secrets }: JsonObject) {
  const lines = [
    ...certificatesIn(certificates).map((each) => ["keyCredentials", each, certificateRefusal(each)] as const),
    ...certificatesIn(secrets).map((each) => ["passwordCredentials", each, unreadable] as const),
  ];
  return lines.flatMap(([name, { keyId }, obstacle]) =>
    obstacle === undefined ? [] : [{ path: elementPath(name, jsonText(keyId)), ...obstacle }],
  );
}

/** Those that a PATCH can give to an object that was made again. */
export function writableCertificates({ keyCredentials: certificates }: JsonObject): readonly JsonObject[] {
  return certificatesIn(certificates).filter((certificate) => certificateRefusal(certificate) === undefined);
}

const unreadable = {
  reason: "Client secrets can never be read, so they cannot be put back.",
  manual: "Make a new client secret and give it to whoever runs the application.",
};
const secretsStay = never(unreadable.reason, unreadable.manual);
/** A secret that somebody planted since is the first thing that has to go. */
const secretsGo = { route: "removal-only", ...unreadable } as const;

/** What is told about client secrets; the secret itself is shown once when it is made. */
export const passwordCredentials: PropertyRule = keyed(
  "keyId",
  {
    ...each(["customKeyIdentifier", "displayName", "hint", "startDateTime", "endDateTime"], fact(secretsStay)),
    secretText: { ...fact(secretsStay), secret: true },
  },
  { write: secretsGo },
);

/** One removePassword for each secret that is there now and shall not be. Graph has no way to bring one back. */
export function secretRemovals(path: string, promised: JsonObject, expected: JsonObject): readonly WriteRequest[] {
  if (!Object.hasOwn(promised, "passwordCredentials")) return [];
  const kept = new Set(keyIdsOf(promised));
  return keyIdsOf(expected)
    .filter((keyId) => !kept.has(keyId))
    .map((keyId) => ({ method: "POST", path: `${path}/removePassword`, body: { keyId }, alsoFine: [alreadyGone] }));
}

const alreadyGone = { status: 400, messagePart: "No password credential found" } as const;

function keyIdsOf({ passwordCredentials: secrets }: JsonObject): readonly string[] {
  if (!Array.isArray(secrets)) return [];
  return secrets.flatMap((secret) => (isJsonObject(secret) && typeof secret.keyId === "string" ? [secret.keyId] : []));
}
