import type { JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Page } from "./graph.ts";
import { nameOf } from "./graph-address.ts";

/**
 * All pages of a list. Next links are followed exactly as they came until there is none; a page may be short or empty
 * and still have one. `read` resolves with a page's body and throws for everything that is not an answer.
 */
export async function* pagesOf(
  path: string,
  read: (link: string) => Promise<JsonValue | undefined>,
): AsyncGenerator<Page, void> {
  const seen = new Set<string>();
  for (let link: string | undefined = path; link !== undefined; ) {
    // A link that was followed before would go round for ever (a cached page, a token that does not move).
    if (seen.has(link)) throw refused(path, "was repeated by Microsoft Graph without an end");
    seen.add(link);
    const body: JsonValue | undefined = await read(link);
    if (!isJsonObject(body) || !Array.isArray(body.value)) throw refused(path, "was not answered with a list");
    const { "@odata.nextLink": next, "@odata.deltaLink": deltaLink } = body;
    const items = body.value.filter((item) => isJsonObject(item));
    link = typeof next === "string" && next !== "" ? next : undefined;
    yield {
      items,
      ...(link === undefined ? {} : { nextLink: link }),
      ...(typeof deltaLink === "string" ? { deltaLink } : {}),
    };
  }
}

function refused(path: string, what: string): ReinstateError {
  return new ReinstateError(
    "TENANT_REFUSED",
    `The list ${nameOf(path)} ${what}. Try again; what was read is incomplete.`,
  );
}
