import type { Answer } from "./answer.ts";
import { ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressedId, context } from "./call.ts";

/** GET /applications/{id}/extensionProperties. */
export function listExtensionProperties(call: Call): Answer {
  const id = addressedId(call, "application");
  const value = call.state.links.extensionProperties.get(id) ?? [];
  return ok({ ...context(call, `applications('${id}')/extensionProperties`), value });
}

/** POST /directoryObjects/getAvailableExtensionProperties: those of all applications that are there. */
export function availableExtensionProperties(call: Call): Answer {
  const { isSyncedFromOnPremises: synced } = call.body;
  const value = [...call.state.links.extensionProperties]
    .filter(([application]) => call.view.object("application", application) !== undefined)
    .flatMap(([, properties]) => properties)
    .filter((property) => typeof synced !== "boolean" || property.isSyncedFromOnPremises === synced);
  return ok({ ...context(call, "Collection(microsoft.graph.extensionProperty)"), value });
}
