import { createPortal } from "react-dom";

interface RecoveryKeyPrintProps {
  readonly recoveryKey: string;
  readonly tenantName: string;
}

/** The sheet that is printed instead of the window: outside of it, so that no theme, scroll or size cuts the key. */
export function RecoveryKeyPrint({ recoveryKey, tenantName }: RecoveryKeyPrintProps) {
  return createPortal(
    <section data-print>
      <h1>Reinstate recovery key</h1>
      <p>
        Opens the vault of <bdi>{tenantName}</bdi> wherever a passphrase does. Keep it apart from the computer.
      </p>
      <pre>{inTwoRows(recoveryKey)}</pre>
    </section>,
    document.body,
  );
}

function inTwoRows(recoveryKey: string): string {
  const groups = recoveryKey.split("-");
  const half = Math.ceil(groups.length / 2);
  return `${groups.slice(0, half).join("-")}-\n${groups.slice(half).join("-")}`;
}
