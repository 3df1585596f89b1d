import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { graphTime, newId, nowIso } from "../demo-state.ts";
import { patchObject } from "../directory-writes.ts";
import type { Answer } from "./answer.ts";
import { noContent, ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, context } from "./call.ts";
import { badRequest } from "./refusal.ts";
import { secretOf } from "./sign-in/client-secrets.ts";

type Holder = "application" | "servicePrincipal";
const twoYearsMs = 2 * 365 * 86_400_000;

/** POST {id}/addPassword. The secret is in this answer and never again. */
export function addPassword(call: Call, type: Holder): Answer {
  const { state, caller, body } = call;
  const holder = addressed(call, type);
  const wanted = isJsonObject(body.passwordCredential) ? body.passwordCredential : {};
  const keyId = newId(state);
  const secretText = secretOf(state.tenantId, keyId);
  const credential = {
    customKeyIdentifier: null,
    displayName: wanted.displayName ?? null,
    endDateTime: wanted.endDateTime ?? graphTime(state.clockMs + twoYearsMs),
    hint: secretText.slice(0, 3),
    keyId,
    secretText: null,
    startDateTime: wanted.startDateTime ?? nowIso(state),
  };
  const passwordCredentials = [...credentialsOf(holder), credential];
  patchObject(state, caller.actor, type, String(holder.id), { passwordCredentials }, activity(type));
  return ok({ ...context(call, "microsoft.graph.passwordCredential"), ...credential, secretText });
}

/** POST {id}/removePassword. */
export function removePassword(call: Call, type: Holder): Answer {
  const { state, caller, body } = call;
  const holder = addressed(call, type);
  const present = credentialsOf(holder);
  const passwordCredentials = present.filter((entry) => !isJsonObject(entry) || entry.keyId !== body.keyId);
  if (passwordCredentials.length === present.length) throw badRequest("No password credential found with keyId.");
  patchObject(state, caller.actor, type, String(holder.id), { passwordCredentials }, activity(type));
  return noContent;
}

function credentialsOf({ passwordCredentials }: ReturnType<typeof addressed>) {
  return Array.isArray(passwordCredentials) ? passwordCredentials : [];
}

function activity(type: Holder) {
  const noun = type === "application" ? "application" : "service principal";
  return { activity: `Update ${noun} – Certificates and secrets management` };
}
