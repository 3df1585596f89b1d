import { addPassword, removePassword } from "../application-secrets.ts";
import type { Route } from "../call.ts";
import { listExtensionProperties } from "../extension-properties.ts";
import {
  addFederated,
  listFederated,
  patchFederated,
  readFederated,
  removeFederated,
} from "../federated-credentials.ts";
import { createApplication, patchApplication } from "../write-application.ts";
import { commonRoutes, linkRoutes, route } from "./common-routes.ts";
import { read, write } from "./permissions.ts";

const federated = "applications/{id}/federatedIdentityCredentials";

/** Registrations, their owners, secrets and federated credentials. */
export const applicationRoutes: readonly Route[] = [
  ...commonRoutes("application"),
  route("POST", "applications", [["Application.ReadWrite.All"]], createApplication),
  route("PATCH", "applications/{id}", [["Application.ReadWrite.All"]], patchApplication),
  route("POST", "applications/{id}/addPassword", [write.applications], (call) => addPassword(call, "application")),
  route("POST", "applications/{id}/removePassword", [write.applications], (call) =>
    removePassword(call, "application"),
  ),
  ...linkRoutes("application", "owners", read.applications, write.applications),
  route("GET", "applications/{id}/extensionProperties", [read.applications], listExtensionProperties),
  route("GET", federated, [read.credentials], listFederated),
  route("GET", `${federated}/{credential}`, [read.credentials], readFederated),
  route("POST", federated, [["Application.ReadWrite.All"]], addFederated),
  route("PATCH", `${federated}/{credential}`, [["Application.ReadWrite.All"]], patchFederated),
  route("DELETE", `${federated}/{credential}`, [["Application.ReadWrite.All"]], removeFederated),
];
