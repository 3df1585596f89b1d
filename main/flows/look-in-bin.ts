import type { Change } from "../../preload/contract/change.ts";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { readPermissions } from "../catalogue/read-permissions.ts";
import { compareObjects } from "../compare/compare-objects.ts";
import { GraphRefusal, isLasting } from "../graph/graph-refusal.ts";
import { readObject } from "../graph/read-object.ts";
import type { ComparedVault } from "./by-new-ids.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";

/** Asked for at the same time. */
const atOnce = 20;

/** Looks for what is gone while its recycle bin was not read (`binUnread`): by its id the bin may answer all the same. */
export interface BinLook {
  /** The changes as they are: in the bin, or gone for good. What could not be looked for stays as it was. */
  settled(changes: readonly Change[]): Promise<readonly Change[]>;
  /** What was found, by `type id`, in lower case: no snapshot holds it. */
  readonly found: ReadonlyMap<string, DirectoryObject>;
}

interface ComparedSides {
  readonly compared: Pick<ComparedVault, "object">;
  readonly target: SnapshotRecord;
  readonly found: SnapshotRecord;
}

export function lookInBin(session: TenantSession, sides: ComparedSides, { signal }: WorkControl): BinLook {
  const graph = session.graph(readPermissions());
  const found = new Map<string, DirectoryObject>();
  const refused = new Set<ObjectType>();

  async function settle(change: Change): Promise<readonly Change[]> {
    const { type, id, attribution } = change;
    if (change.binUnread !== true || refused.has(type)) return [change];
    try {
      const object = await readObject({ graph, type, id, links: [], ...(signal === undefined ? {} : { signal }) });
      if (object !== undefined) found.set(keyOf(type, id), object);
      const difference = settledDifference(sides, change, object);
      return difference === undefined ? [] : [{ ...difference, attribution }];
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (isLasting(error)) refused.add(type);
      return [change];
    }
  }

  return {
    found,
    async settled(changes) {
      const unsettled = changes.some(({ binUnread }) => binUnread === true);
      if (!unsettled) return changes;
      const all: Change[] = [];
      for (let start = 0; start < changes.length; start += atOnce) {
        const some = await Promise.all(changes.slice(start, start + atOnce).map(settle));
        all.push(...some.flat());
      }
      return all;
    },
  };
}

export function keyOf(type: ObjectType, id: string): string {
  return `${type} ${id.toLowerCase()}`;
}

/** As a report would say it whose later side had read the bin. */
function settledDifference(
  { compared, target, found }: ComparedSides,
  { type, id }: Change,
  object: DirectoryObject | undefined,
) {
  const proof = found.types[type];
  return compareObjects(compared.object(target.number, type, id), object, {
    definition: definitionOf(type),
    beforeProof: target.types[type],
    afterProof: proof && { ...proof, deletedItemsRead: true },
  });
}

/** Of this one question: what would end the whole run (no network, no sign-in, a cancel) is no answer. */
function isRefusal(error: unknown): error is ReinstateError {
  if (error instanceof GraphRefusal) return error.code !== "SIGN_IN_NEEDED";
  return error instanceof ReinstateError && error.code === "TENANT_REFUSED";
}
