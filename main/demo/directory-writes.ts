/** Every way in which the demo tenant changes: no rules of HTTP here, each with its change log entry and audit record. */
export { addLink, removeLink, type SetLink, setManager } from "./link-writes.ts";
export {
  createObject,
  deleteObject,
  hardDelete,
  liveObject,
  patchMethodConfiguration,
  patchObject,
  restoreObject,
  type WriteNote,
} from "./object-writes.ts";
export {
  addAppRoleAssignment,
  addGrant,
  patchGrant,
  removeAppRoleAssignment,
  removeGrant,
  setFederatedCredentials,
} from "./record-link-writes.ts";
