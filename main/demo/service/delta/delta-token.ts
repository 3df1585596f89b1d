import type { JsonObject } from "../../../../preload/contract/json-value.ts";
import type { ChangeLogName } from "../../demo-state.ts";
import type { Call } from "../call.ts";
import { readToken, writeToken } from "../page-list.ts";
import { badRequest, Refusal } from "../refusal.ts";

/** Where a delta round is. The options of the first request travel in it. */
export interface DeltaPlace {
  readonly type: ChangeLogName;
  readonly select: readonly string[] | undefined;
  /** "all": the first round, over everything. "changes": what happened after `since`, up to `until`. */
  readonly round: "all" | "changes";
  readonly since: number;
  readonly until: number;
  /** The tenant's time when the round began; tokens live for seven days from there. */
  readonly atMs: number;
  /** Next object, and how many of its links went out already. */
  readonly at: number;
  readonly last: string;
  readonly links: number;
}

const lifeMs = 7 * 86_400_000;

/** Reads a token of a next or delta link. 410 with the address of a fresh start for one that is too old. */
export function readDeltaToken(call: Call, type: ChangeLogName, token: string): DeltaPlace {
  const content = readToken(token) as unknown as DeltaPlace & JsonObject;
  if (content.type !== type || typeof content.since !== "number") throw badRequest("The delta token is invalid.");
  if (call.state.clockMs - content.atMs > lifeMs) {
    throw new Refusal(
      410,
      "syncStateNotFound",
      "The sync state generation is not found; start again with a full read.",
      {
        location: `${call.base}/${call.path}?$deltatoken=`,
      },
    );
  }
  return content;
}

/** The link to go on with: a next link inside the round, a delta link at its end. */
export function deltaLink(call: Call, kind: "$skiptoken" | "$deltatoken", place: DeltaPlace): string {
  return `${call.base}/${call.path}?${kind}=${writeToken(place as unknown as JsonObject)}`;
}
