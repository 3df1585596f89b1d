/** Why Graph refuses a policy: its inner code ("1007") or "BadRequest", and a sentence. */
export interface PolicyFault {
  readonly code: string;
  readonly message: string;
}

export type ReferencedKind = "user" | "group" | "servicePrincipal" | "namedLocation" | "authenticationStrengthPolicy";

/** Whether a reference has something at its other end. Application ids and role templates are taken as well known. */
export type Exists = (kind: ReferencedKind, id: string) => boolean;

const words = "The server could not process the request because it is malformed or incorrect.";

export function fault(code: string, reason: string): PolicyFault {
  return { code, message: `${code}: ${words} ${reason}` };
}
