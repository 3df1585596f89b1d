import type { JsonObject } from "../../preload/contract/json-value.ts";
import { jsonText } from "../../preload/contract/json-value.ts";
import type { WriteRequest } from "./object-type-definition.ts";
import { alreadyGone } from "./reference-links.ts";
import { sortRecords } from "./sort-records.ts";
import { urlPart } from "./url-part.ts";

/**
 * The requests that put `add` in place of `remove` at an application's federatedIdentityCredentials. A credential in
 * both under one name is changed where it is: its name can never change. An application may have 20, so what goes, goes
 * first.
 */
export function federatedCredentialRequests(
  path: string,
  add: readonly unknown[],
  remove: readonly unknown[],
): readonly WriteRequest[] {
  const { added, removed, changed } = sortRecords(add, remove, ({ name }) => jsonText(name).toLowerCase());
  return [
    ...removed.map((credential): WriteRequest => {
      return { method: "DELETE", path: `${path}/${addressOf(credential)}`, alsoFine: alreadyGone };
    }),
    ...changed.map(({ wanted, present }): WriteRequest => {
      return { method: "PATCH", path: `${path}/${addressOf(present)}`, body: settings(wanted) };
    }),
    ...added.map((credential): WriteRequest => {
      return { method: "POST", path, body: { name: credential.name ?? null, ...settings(credential) } };
    }),
  ];
}

/** Graph takes the id or the name. */
function addressOf(credential: JsonObject): string {
  return urlPart(jsonText(credential.id ?? credential.name));
}

function settings({ issuer = null, subject = null, audiences = [], description }: JsonObject): JsonObject {
  return { issuer, subject, audiences, ...(description === undefined ? {} : { description }) };
}
