import type { JsonValue } from "../../preload/contract/json-value.ts";
import { graphErrorOf, permissionsNamedIn } from "../graph/graph-refusal.ts";

/**
 * Why Graph refused a write and what to do, without Graph's own message, which may hold personal values. `permissions`
 * are those that the step needs.
 */
export function refusalReason(
  { status, body }: { readonly status: number; readonly body: JsonValue | undefined },
  permissions: readonly string[],
): string {
  const { code, message = "" } = graphErrorOf(body);
  // Conditional Access says what is wrong by a number inside its message only.
  const inner = /\b1\d{3}\b/.exec(message)?.[0];
  const said = [`HTTP ${status}`, code, inner].filter(Boolean).join(", ");
  if (status === 403) {
    const needed = permissionsNamedIn(message);
    const named = (needed.length > 0 ? needed : permissions).join(", ");
    return `Microsoft Graph refused the write (${said}). It needs ${named}, and for people who hold an administrator role a higher role than theirs.`;
  }
  if (status === 404) return `Microsoft Graph does not find the object or what it names (${said}). Make a new plan.`;
  if (status === 409) return `Another object or change stands in the way (${said}). Look at it in the admin centre.`;
  const known = knownRefusals.find(([text]) => text.test(message));
  if (known !== undefined) return `${known[1]} (${said}).`;
  return `Microsoft Graph refused the write (${said}). Put it back by hand; the plan shows the value.`;
}

/** Refusals that name nobody and that another sentence explains better. */
const knownRefusals: readonly (readonly [RegExp, string])[] = [
  [
    /must have at least one owner/i,
    "Microsoft Graph does not remove the last owner of a group. Add the right owner first, then remove this one",
  ],
];
