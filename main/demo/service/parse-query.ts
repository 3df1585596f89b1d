import { badRequest } from "./refusal.ts";

/** The OData part of an address. Absent options are undefined. */
export interface Query {
  readonly select: readonly string[] | undefined;
  readonly expand: string | undefined;
  readonly filter: string | undefined;
  readonly orderBy: string | undefined;
  readonly search: string | undefined;
  readonly top: number | undefined;
  readonly count: boolean;
  readonly skipToken: string | undefined;
  readonly deltaToken: string | undefined;
}

const names = ["$select", "$expand", "$filter", "$orderby", "$search", "$top", "$count", "$skiptoken", "$deltatoken"];

/** Largest page that directory lists give. */
export const largestPage = 999;

/** Reads the part after the question mark. 400 for options that Graph does not have and page sizes that it refuses. */
export function parseQuery(text: string): Query {
  const parameters = new URLSearchParams(text);
  for (const name of parameters.keys()) {
    if (!names.includes(name.toLowerCase())) throw badRequest(`Unrecognized query argument specified: '${name}'.`);
  }
  const value = (name: string) => {
    const key = [...parameters.keys()].find((each) => each.toLowerCase() === name);
    return key === undefined ? undefined : (parameters.get(key) ?? undefined);
  };
  return {
    select: namesIn(value("$select")),
    expand: value("$expand"),
    filter: value("$filter"),
    orderBy: value("$orderby"),
    search: value("$search"),
    top: pageSize(value("$top")),
    count: value("$count") === "true",
    skipToken: value("$skiptoken"),
    deltaToken: value("$deltatoken"),
  };
}

function namesIn(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  return [...new Set(text.split(",").map((name) => name.trim()))].filter((name) => name !== "");
}

function pageSize(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1) {
    throw badRequest(`Invalid page size specified: '${text}'. Must be between 1 and ${largestPage} inclusive.`);
  }
  return size;
}
