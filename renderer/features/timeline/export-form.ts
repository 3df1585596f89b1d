import type { z } from "zod";
import { shortestPassphrase } from "../../../preload/contract/connection.ts";
import type { exportLockSchema } from "../../../preload/contract/history.ts";

export interface ExportForm {
  readonly way: "passphrase" | "recipients";
  readonly passphrase: string;
  readonly repeated: string;
  /** One a line. */
  readonly keys: string;
}

export const emptyExportForm: ExportForm = { way: "passphrase", passphrase: "", repeated: "", keys: "" };

export function repeatedWrong({ passphrase, repeated }: ExportForm): boolean {
  return repeated !== "" && repeated !== passphrase;
}

/** Undefined: the form is not ready. */
export function lockOf({ way, passphrase, repeated, keys }: ExportForm): z.infer<typeof exportLockSchema> | undefined {
  if (way === "passphrase")
    return passphrase.length >= shortestPassphrase && passphrase === repeated ? { passphrase } : undefined;
  const recipients = keys.split(/[\s,]+/u).filter((key) => key !== "");
  return recipients.length > 0 && recipients.every((key) => key.startsWith("age1")) ? { recipients } : undefined;
}
