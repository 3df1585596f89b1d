import type { PropertyRule } from "./object-type-definition.ts";
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

const secretsStay = never(
  "Client secrets can never be read, so they cannot be put back.",
  "Make a new client secret and give it to whoever runs the application.",
);

/** What is told about client secrets; the secret itself is shown once when it is made. */
export const passwordCredentials: PropertyRule = keyed(
  "keyId",
  {
    ...each(["customKeyIdentifier", "displayName", "hint", "startDateTime", "endDateTime"], fact(secretsStay)),
    secretText: { ...fact(secretsStay), secret: true },
  },
  { write: secretsStay },
);
