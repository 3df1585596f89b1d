import type { PropertyRule } from "./object-type-definition.ts";
import { each, fact, keyed, text, value, word, words } from "./property-rules.ts";

/** Roles keep their ids: assignments refer to them. */
export const appRoles: PropertyRule = keyed("id", {
  ...each(["description", "displayName", "value"], text()),
  allowedMemberTypes: words(),
  isEnabled: value(),
  origin: fact(),
});

/** Delegated permissions keep their ids: grants and pre-authorised applications refer to them. */
export const oauth2PermissionScopes: PropertyRule = keyed("id", {
  ...each(["adminConsentDescription", "adminConsentDisplayName", "value"], text()),
  ...each(["userConsentDescription", "userConsentDisplayName"], text()),
  type: word(),
  isEnabled: value(),
  origin: fact(),
});
