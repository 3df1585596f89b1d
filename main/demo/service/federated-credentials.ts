import type { MutableJsonObject } from "../demo-state.ts";
import { newId } from "../demo-state.ts";
import { setFederatedCredentials } from "../directory-writes.ts";
import type { Answer } from "./answer.ts";
import { created, noContent, ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressedId, context, param } from "./call.ts";
import { readOnly } from "./check-body.ts";
import { pageList } from "./page-list.ts";
import { badRequest, conflict, notFound } from "./refusal.ts";

const names = ["name", "issuer", "subject", "audiences", "description"];

function held(call: Call, application: string): readonly MutableJsonObject[] {
  return call.state.links.federatedCredentials.get(application) ?? [];
}

function contextName(application: string): string {
  return `applications('${application}')/federatedIdentityCredentials`;
}

/** GET /applications/{id}/federatedIdentityCredentials. */
export function listFederated(call: Call): Answer {
  const application = addressedId(call, "application");
  const byId = new Map(held(call, application).map((credential) => [String(credential.id), credential]));
  return pageList(call, { name: contextName(application), ids: [...byId.keys()], make: (id) => byId.get(id) });
}

/** By id or by name, as Graph takes both. */
function credentialAt(call: Call, application: string): MutableJsonObject {
  const wanted = param(call, "credential");
  const found = held(call, application).find(({ id, name }) => id === wanted || name === wanted);
  if (found === undefined) throw notFound(wanted);
  return found;
}

export function readFederated(call: Call): Answer {
  const application = addressedId(call, "application");
  return ok({ ...context(call, `${contextName(application)}/$entity`), ...credentialAt(call, application) });
}

/** POST: at most 20, names and issuer with subject are unique. */
export function addFederated(call: Call): Answer {
  const application = addressedId(call, "application");
  const { body, state } = call;
  checkNames(body);
  const { name, issuer, subject, audiences } = body;
  for (const [property, value] of Object.entries({ name, issuer, subject })) {
    if (typeof value !== "string" || value === "") throw badRequest(`A value is required for property '${property}'.`);
  }
  if (!Array.isArray(audiences) || audiences.length !== 1) throw badRequest("One audience is required.");
  const present = held(call, application);
  if (present.some((credential) => credential.name === name)) {
    throw conflict("FederatedIdentityCredential with that name already exists.");
  }
  checkSubject(present, body);
  if (present.length >= 20) throw badRequest("An application can have at most 20 federated identity credentials.");
  const credential = { id: newId(state), description: null, ...body };
  setFederatedCredentials(state, call.caller.actor, application, [...present, credential]);
  return created({ ...context(call, `${contextName(application)}/$entity`), ...credential });
}

function checkNames(body: Call["body"]): void {
  const strange = Object.keys(body).find((name) => !names.includes(name) && !name.startsWith("@"));
  if (strange !== undefined) throw badRequest(`Invalid property '${strange}'.`);
}

function checkSubject(others: readonly MutableJsonObject[], { issuer, subject }: Call["body"]): void {
  if (others.some((credential) => credential.issuer === issuer && credential.subject === subject)) {
    throw conflict("FederatedIdentityCredential with that issuer and subject already exists.");
  }
}

export function patchFederated(call: Call): Answer {
  const application = addressedId(call, "application");
  const present = credentialAt(call, application);
  checkNames(call.body);
  if (call.body.name !== undefined && call.body.name !== present.name) throw readOnly("name");
  const changed = { ...present, ...call.body };
  const others = held(call, application).filter((credential) => credential !== present);
  checkSubject(others, changed);
  const all = held(call, application).map((credential) => (credential === present ? changed : credential));
  setFederatedCredentials(call.state, call.caller.actor, application, all);
  return noContent;
}

export function removeFederated(call: Call): Answer {
  const application = addressedId(call, "application");
  const present = credentialAt(call, application);
  const rest = held(call, application).filter((credential) => credential !== present);
  setFederatedCredentials(call.state, call.caller.actor, application, rest);
  return noContent;
}
