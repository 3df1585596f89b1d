import type { JudgedRequest } from "./judge-request.ts";
import type { Permissions, PublishedModel } from "./published-model.ts";
import type { Place } from "./walk-path.ts";

/**
 * Needed together, as the pages of the methods say; the published table has them as alternatives (fault C41).
 * https://learn.microsoft.com/graph/api/conditionalaccesspolicy-update
 */
const accessWrites = [["Policy.Read.All"], ["Policy.ReadWrite.ConditionalAccess"]];
const together: readonly { readonly at: RegExp; readonly all: readonly (readonly string[])[] }[] = [
  { at: /^(POST|PATCH) \/identity\/conditionalaccess\/policies/, all: [...accessWrites, ["Application.Read.All"]] },
  { at: /^DELETE \/identity\/conditionalaccess\/policies/, all: accessWrites },
  { at: /^(POST|PATCH|DELETE) \/identity\/conditionalaccess\/namedlocations/, all: accessWrites },
];

/** A granted request whose token lacked what is published for it. */
export function faultsOfToken(request: JudgedRequest, { key }: Place, model: PublishedModel): readonly string[] {
  const { token, status, method } = request;
  if (token === undefined || status >= 400) return [];
  const lacking = together
    .filter(({ at }) => at.test(`${method} ${key}`))
    .flatMap(({ all }) => all.filter((names) => !names.some((name) => holdsOne(token.permissions, name))));
  if (lacking.length > 0) return [`the token needs ${lacking.join(" and ")} as well`];
  const all = model.endpoints.get(key)?.permissions.get(method)?.[token.kind];
  if (all === undefined || all.any.size === 0) return [];
  return isEnough(token.permissions, all) ? [] : [`a ${token.kind} token needs one of ${[...all.any].join(", ")}`];
}

/** Who may write may read: the table lists the least only. */
function holdsOne(held: ReadonlySet<string>, name: string): boolean {
  return held.has(name) || held.has(name.replace(".Read.", ".ReadWrite."));
}

function isEnough(held: ReadonlySet<string>, { any, together }: Permissions): boolean {
  const holds = (name: string) => holdsOne(held, name);
  const partly = together.filter(([name = ""]) => held.has(name) && any.has(name));
  if (partly.length > 0) return partly.some((group) => group.slice(1).some(holds));
  return [...any].some(holds);
}
