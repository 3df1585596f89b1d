import type { JsonObject } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { PropertyRule, WriteRequest } from "./object-type-definition.ts";
import { each, fact, keyed, never, text, value, word } from "./property-rules.ts";

/**
 * Certificates: with the public part (`key`) the trust can be put back, without it it cannot. Replaced as a whole.
 * Graph reads them slowly (150 requests a minute), which is why the limiter has a class of its own for them.
 */
export const keyCredentials: PropertyRule = keyed("keyId", {
  ...each(["customKeyIdentifier", "displayName", "key"], text()),
  ...each(["startDateTime", "endDateTime"], value()),
  ...each(["type", "usage"], word()),
});

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
