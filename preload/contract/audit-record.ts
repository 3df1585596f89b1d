/**
 * One entry of Graph's `auditLogs/directoryAudits`, cut down to what attribution needs; or, with `signIn`, one of
 * `auditLogs/signIns`, whose one target is whoever signed in.
 * `oldValue` and `newValue` are strings that hold JSON, as the service sends them.
 */
export interface AuditRecord {
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly activityDateTime: string;
  readonly activityDisplayName: string;
  readonly category: string;
  readonly result: "success" | "failure" | "timeout" | "unknownFutureValue";
  readonly correlationId: string | null;
  readonly initiatedBy: AuditActor;
  readonly targetResources: readonly AuditTarget[];
  /** The program or browser that it was done with, where the service tells it. */
  readonly client?: string;
  readonly signIn?: SignInFacts;
}

/** From where and with what somebody signed in, as far as the sign-in log says. */
export interface SignInFacts {
  /** What was signed in to: "Azure Portal". */
  readonly application: string | null;
  /** "Chrome 128.0 on Windows 10". */
  readonly device: string | null;
  /** "Bergen, NO". */
  readonly place: string | null;
}

export interface AuditActor {
  readonly kind: "user" | "app" | "unknown";
  readonly id: string | null;
  /** User principal name or the application's display name. */
  readonly name: string | null;
  readonly address: string | null;
  /** The service that did it for them: "MS-PIM". Worked out when records are matched, never stored. */
  readonly through?: string;
}

export interface AuditTarget {
  readonly id: string | null;
  readonly type: string | null;
  readonly displayName: string | null;
  readonly modifiedProperties: readonly AuditModifiedProperty[];
}

export interface AuditModifiedProperty {
  readonly displayName: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}
