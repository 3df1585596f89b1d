import type { DirectoryObject, ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { Plan } from "../../../preload/contract/plan.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { writePermissions } from "../../catalogue/write-permissions.ts";
import { openDemoWalk } from "../../open-demo.ts";
import { backUp } from "../backup.ts";
import type { DemoWalk } from "../demo-walk.ts";
import { makePlan, type PlanChoice } from "../recover.ts";

type Write = readonly [method: "POST" | "PATCH" | "PUT" | "DELETE", path: string, body?: JsonObject];

/** A demo tenant with a snapshot, to which an administrator writes past Reinstate. */
export interface HarmedTenant extends DemoWalk {
  readonly target: SnapshotRecord;
  /** The first object of the type in the snapshot that is like that. */
  one(type: ObjectType, isMeant?: (object: DirectoryObject) => boolean): DirectoryObject;
  /** Each has to be accepted. */
  write(...writes: readonly Write[]): Promise<void>;
  /** A plan for what now differs from the snapshot. */
  plan(choice?: Partial<PlanChoice>): Promise<Plan>;
  /** Writes to the tenant from now on, as "METHOD address"; reads and sign-ins are not among them. */
  watchWrites(): readonly string[];
}

const types: readonly ObjectType[] = ["user", "group", "application", "conditionalAccessPolicy", "namedLocation"];

export async function openHarmedTenant(folder: string): Promise<HarmedTenant> {
  const walk = await openDemoWalk(folder, { scenario: "lockout", users: 50, seedNumber: 1 });
  const { session, demo } = walk;
  const target = await backUp(session);
  const admin = session.graph([...new Set(types.flatMap(writePermissions)), "User.DeleteRestore.All"]);
  return {
    ...walk,
    target,
    one(type, isMeant = () => true) {
      const found = [...session.vault.objects(target.number, type)].find(isMeant);
      if (found === undefined) throw new Error(`The demo tenant has no such ${type}.`);
      return found;
    },
    async write(...writes) {
      for (const [method, path, body] of writes) {
        demo.advance(60_000);
        const { status } = await admin.write(method, path, body);
        if (status >= 300) throw new Error(`${method} ${path}: ${status}`);
      }
      demo.advance(3_600_000);
    },
    plan: (choice) => makePlan(session, { target, filter: {}, removeAdded: false, ...choice }),
    watchWrites() {
      const writes: string[] = [];
      demo.faults.intercept = ({ method, url }) => {
        if (method !== "GET" && url.startsWith(session.cloud.graph)) writes.push(`${method} ${url}`);
        return undefined;
      };
      return writes;
    },
  };
}

/** The writes that delete an object for good. */
export function forGood(path: string, id: string): readonly Write[] {
  return [
    ["DELETE", `/${path}/${id}`],
    ["DELETE", `/directory/deletedItems/${id}`],
  ];
}

/** A group that anybody who may write groups may write. */
export function isPlainGroup({ properties }: DirectoryObject): boolean {
  const { isAssignableToRole, onPremisesSyncEnabled, groupTypes } = properties;
  return isAssignableToRole !== true && onPremisesSyncEnabled !== true && JSON.stringify(groupTypes) === "[]";
}
