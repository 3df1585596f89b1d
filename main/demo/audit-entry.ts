import type { JsonValue } from "../../preload/contract/json-value.ts";

/** Who acts in the demo tenant: a person or an application. */
export type DemoActor =
  | { readonly kind: "user"; readonly id: string; readonly name: string; readonly address: string }
  | { readonly kind: "app"; readonly id: string; readonly appId: string; readonly name: string };

export interface AuditEntryTarget {
  readonly id: string | null;
  /** "User", "Group", "Application", "ServicePrincipal", "Policy", "NamedLocation", "Role", "Other". */
  readonly type: string;
  readonly displayName: string | null;
  readonly userPrincipalName?: string;
  readonly groupType?: "unifiedGroups" | "azureAD" | null;
  readonly modified: readonly AuditEntryProperty[];
}

/** Values, not yet strings: they are written as JSON when somebody reads the record. Absent: null in the record. */
export interface AuditEntryProperty {
  /** Directory-schema name. */
  readonly name: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** One audit record in the form in which the demo keeps it: a tenth of Graph's, shared parts shared. */
export interface AuditEntry {
  readonly id: string;
  readonly atMs: number;
  readonly activity: string;
  readonly category: string;
  readonly service: string;
  readonly operation: "Add" | "Update" | "Delete" | "Assign" | "Unassign";
  readonly correlationId: string;
  readonly actor: DemoActor;
  readonly targets: readonly AuditEntryTarget[];
}
