import type { Route } from "../call.ts";
import { decodeText } from "../decode-text.ts";
import { badRequest, Refusal } from "../refusal.ts";

interface Compiled {
  readonly route: Route;
  readonly parts: readonly string[];
}

export interface FoundRoute {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a path; parts in braces take anything. Words go before parameters, so that `users/delta` is no id. */
export function createRouteFinder(routes: readonly Route[]): (method: string, path: string) => FoundRoute {
  const byLength = new Map<number, Compiled[]>();
  for (const route of routes) {
    const parts = route.path.split("/");
    const list = byLength.get(parts.length) ?? [];
    byLength.set(parts.length, list);
    list.push({ route, parts });
  }
  for (const list of byLength.values()) list.sort((one, other) => parameters(one) - parameters(other));

  return (method, path) => {
    const given = path.split("/").map((part) =>
      decodeText(part)
        .replace(/^microsoft\.graph\.(restore|delta)$/i, "$1")
        .replace(/\(\)$/, ""),
    );
    const fitting = (byLength.get(given.length) ?? []).filter(({ parts }) => fits(parts, given));
    const [first] = fitting;
    if (first === undefined) throw badRequest(`Resource not found for the segment '${given.at(-1)}'.`, "BadRequest");
    const found = fitting.find(({ route }) => route.method === method);
    if (found === undefined)
      throw new Refusal(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
    return { route: found.route, params: paramsOf(found.parts, given) };
  };
}

function parameters({ parts }: Compiled): number {
  return parts.filter(isParameter).length;
}

function isParameter(part: string): boolean {
  return part.startsWith("{");
}

function fits(parts: readonly string[], given: readonly string[]): boolean {
  return parts.every((part, place) => isParameter(part) || part.toLowerCase() === given[place]?.toLowerCase());
}

function paramsOf(parts: readonly string[], given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    parts.flatMap((part, place) => (isParameter(part) ? [[part.slice(1, -1), given[place] ?? ""]] : [])),
  );
}
