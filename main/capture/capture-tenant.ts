import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { TypeProof } from "../../preload/contract/snapshot.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { throwIfCancelled } from "../graph/cancelled.ts";
import type { CaptureRun } from "./capture-run.ts";
import { captureType } from "./capture-type.ts";
import { findExtensions } from "./find-extensions.ts";

export interface CaptureOptions extends CaptureRun {
  readonly types: readonly ObjectType[];
}

/**
 * Reads the tenant, type after type, and hands the objects on as they come. One type that cannot be read does not end
 * the run: its proof says that it is not complete, and why. What an interrupted run had finished is not read again. Errors: CANCELLED, SIGN_IN_*, and TENANT_UNREACHABLE when
 * there is no network at all.
 */
export async function captureTenant(
  options: CaptureOptions,
): Promise<{ readonly types: Readonly<Partial<Record<ObjectType, TypeProof>>> }> {
  const types: Partial<Record<ObjectType, TypeProof>> = {};
  const run: CaptureRun = { ...options, removed: new Map() };
  const extensions = await findExtensions(options.types, run);
  for (const type of options.types) {
    throwIfCancelled(options.signal);
    const finished = run.stage?.finished(type);
    types[type] = finished ?? (await captureType(definitionOf(type), run, extensions));
  }
  return { types };
}
