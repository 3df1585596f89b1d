import type { Answer } from "./answer.ts";
import { ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { context, param } from "./call.ts";
import { deleteDirectoryObject } from "./delete-objects.ts";
import { anyObject, targetMaker } from "./link-targets.ts";
import { badRequest, denied, notFound } from "./refusal.ts";
import { deletionsOf, holdsOne } from "./routes/permissions.ts";

/** GET /directoryObjects/{id}. */
export function readDirectoryObject(call: Call): Answer {
  const shown = targetMaker(call)(param(call).toLowerCase());
  if (shown === undefined) throw notFound(param(call));
  return ok({ ...context(call, "directoryObjects/$entity"), ...shown });
}

/** POST /directoryObjects/getByIds: up to 1,000; what is not there is left out. */
export function getByIds(call: Call): Answer {
  const { ids, types } = call.body;
  if (!Array.isArray(ids)) throw badRequest("A value is required for parameter 'ids'.");
  if (ids.length > 1000) throw badRequest("Too many identifiers: the limit is 1000.");
  const make = targetMaker(call, undefined);
  const wanted = Array.isArray(types) ? types : undefined;
  const value = ids.flatMap((given) => {
    const id = String(given).toLowerCase();
    const type = anyObject(call, id)?.type;
    const shown = type === undefined || wanted?.includes(type) === false ? undefined : make(id);
    return shown === undefined ? [] : [shown];
  });
  return ok({ ...context(call, "directoryObjects"), value });
}

/** DELETE /directoryObjects/{id}. */
export function deleteAnyObject(call: Call): Answer {
  const id = param(call).toLowerCase();
  const found = anyObject(call, id);
  if (found === undefined) throw notFound(id);
  if (!holdsOne(call.caller.permissions, deletionsOf[found.type])) throw denied();
  return deleteDirectoryObject(call, found.type, id);
}
