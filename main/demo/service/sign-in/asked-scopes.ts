import { SignInRefusal } from "./sign-in-refusal.ts";

/** Scopes as asked for: Graph's by their bare names, the resource's address, and what OpenID Connect defines. */
export interface AskedScopes {
  readonly resource: string;
  readonly permissions: readonly string[];
  /** `.default`: everything that was consented to before. */
  readonly isDefault: boolean;
  readonly openId: readonly string[];
}

const openIdScopes = new Set(["openid", "profile", "email", "offline_access"]);
const form = /^[A-Za-z][\w-]*(\.[A-Za-z][\w-]*)+$/;

/** Reads a `scope` parameter. A name that no Graph has is refused as Microsoft does (AADSTS650053). */
export function askedScopes(text: string | null): AskedScopes {
  const names = (text ?? "").split(" ").filter(Boolean);
  const resources = names.filter((name) => name.startsWith("https://"));
  const bare = resources.map((name) => name.slice(name.lastIndexOf("/") + 1));
  const permissions = bare.filter((name) => name !== ".default");
  const strange = permissions.find((name) => !form.test(name));
  if (strange !== undefined) {
    throw new SignInRefusal("invalid_scope", 650053, `The scope '${strange}' doesn't exist on the resource.`);
  }
  return {
    resource: resources.length === 0 ? "" : new URL(resources[0] ?? "").origin,
    permissions,
    isDefault: bare.includes(".default"),
    openId: names.filter((name) => openIdScopes.has(name)),
  };
}
