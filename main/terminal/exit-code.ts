import type { ErrorCode } from "../../preload/contract/reinstate-error.ts";

/** Exit codes of the command line; other programs rely on them. */
export const exitCodes = {
  done: 0,
  differences: 1,
  usage: 2,
  partial: 3,
  permission: 4,
  integrity: 5,
  unreachable: 6,
  bug: 70,
  interrupted: 130,
} as const;

const byCode: Readonly<Partial<Record<ErrorCode, number>>> = {
  PLAN_ALTERED: exitCodes.integrity,
  VAULT_LOCKED: exitCodes.permission,
  VAULT_NOT_A_VAULT: exitCodes.integrity,
  VAULT_ALTERED: exitCodes.integrity,
  IMPORT_TRUNCATED: exitCodes.integrity,
  IMPORT_INVALID: exitCodes.integrity,
  SIGN_IN_NEEDED: exitCodes.permission,
  SIGN_IN_FAILED: exitCodes.permission,
  SIGN_IN_CANCELLED: exitCodes.permission,
  PERMISSION_MISSING: exitCodes.permission,
  TENANT_UNREACHABLE: exitCodes.unreachable,
  TENANT_THROTTLED: exitCodes.unreachable,
  TENANT_REFUSED: exitCodes.partial,
  CANCELLED: exitCodes.interrupted,
  INTERNAL: exitCodes.bug,
};

/** What the process ends with after an expected error; usage is the rest. */
export function exitCodeOf(code: ErrorCode): number {
  return byCode[code] ?? exitCodes.usage;
}
