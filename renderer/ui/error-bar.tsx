import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import type { ErrorCode } from "../../preload/contract/reinstate-error.ts";
import type { BridgeError } from "../bridge/bridge-error.ts";
import { visibleText } from "./visible-text.ts";

const titles: Partial<Record<ErrorCode, string>> = {
  VAULT_LOCKED: "The vault is locked",
  VAULT_HELD: "The vault is in use",
  VAULT_ALTERED: "The vault was altered",
  VAULT_OTHER_TENANT: "It is of another tenant",
  IMPORT_TRUNCATED: "The file was cut off",
  IMPORT_INVALID: "This file was not opened",
  IMPORT_NEWER: "The file is newer than this Reinstate",
  USAGE_READ_ONLY: "It is only looked at",
  PLAN_ALTERED: "The plan was altered",
  PLAN_CARRIED_OUT: "It was carried out already",
  SIGN_IN_NEEDED: "Sign-in needed",
  SIGN_IN_FAILED: "Sign-in failed",
  SIGN_IN_CANCELLED: "Sign-in cancelled",
  PERMISSION_MISSING: "A permission is missing",
  TENANT_UNREACHABLE: "The tenant cannot be reached",
  TENANT_THROTTLED: "The tenant asks to slow down",
  TENANT_REFUSED: "The tenant refused",
  USAGE_NOT_FOUND: "Not there any more",
  CANCELLED: "Cancelled",
  DISK_FULL: "The disk is full",
  INTERNAL: "Something went wrong",
};

interface ErrorBarProps {
  readonly error: BridgeError | undefined;
  readonly onRetry?: () => void;
  readonly onDismiss?: () => void;
}

/** An error in words, with what to do. Nothing at all where there is none. */
export function ErrorBar({ error, onRetry, onDismiss }: ErrorBarProps) {
  if (error === undefined) return null;
  const intent = error.code === "CANCELLED" || error.code === "SIGN_IN_CANCELLED" ? "info" : "error";
  return (
    <MessageBar intent={intent} layout="multiline" role={intent === "error" ? "alert" : "status"}>
      <MessageBarBody>
        <MessageBarTitle>{titles[error.code] ?? "That did not work"}</MessageBarTitle>
        <span style={{ overflowWrap: "anywhere" }}>{visibleText(error.message)}</span>
        {error.details !== undefined && (
          <details style={{ marginTop: tokens.spacingVerticalXS }}>
            <summary>Details for support ({error.code})</summary>
            <code style={{ overflowWrap: "anywhere" }}>{error.details}</code>
          </details>
        )}
      </MessageBarBody>
      <MessageBarActions
        {...(onDismiss === undefined
          ? {}
          : {
              containerAction: (
                <Button appearance="transparent" aria-label="Dismiss" icon={<DismissRegular />} onClick={onDismiss} />
              ),
            })}
      >
        {onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
      </MessageBarActions>
    </MessageBar>
  );
}
