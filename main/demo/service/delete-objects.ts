import { deleteObject, hardDelete } from "../directory-writes.ts";
import type { Answer } from "./answer.ts";
import { noContent } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressedId } from "./call.ts";
import { isUnified } from "./group-rules.ts";
import type { DirectoryType } from "./property-shapes.ts";
import { badRequest, denied } from "./refusal.ts";
import { synced } from "./write-user.ts";

/** DELETE /users/{id} and the like: into deletedItems, distribution groups for good. */
export function deleteDirectoryObject(call: Call, type: DirectoryType, id = addressedId(call, type)): Answer {
  const { state, caller } = call;
  const object = state.objects[type].get(id);
  // Deleted already, and this read is behind.
  if (object === undefined) return noContent;
  if (type !== "user" && object.onPremisesSyncEnabled === true) throw synced();
  if (type === "user" && id === caller.actor.id) throw badRequest("You cannot delete yourself.");
  if (object.isAssignableToRole === true && !caller.permissions.has("RoleManagement.ReadWrite.Directory"))
    throw denied();
  if (type === "servicePrincipal" && object.servicePrincipalType === "ManagedIdentity") throw denied();
  deleteObject(state, caller.actor, type, id);
  if (type === "group" && object.mailEnabled === true && !isUnified(object)) hardDelete(state, caller.actor, id);
  return noContent;
}
