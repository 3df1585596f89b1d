import { Button } from "@fluentui/react-components";
import { DeleteRegular } from "@fluentui/react-icons/svg/delete";
import { useState } from "react";
import { useAction } from "../../bridge/use-action.ts";
import { keptPlaces } from "../../cache/kept.ts";
import { useVaultCache } from "../../cache/vault-cache-context.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { FactList } from "./fact-list.tsx";
import { SectionText } from "./section-text.tsx";

const facts = [
  [
    "Leaves this computer",
    "What is asked of the tenant’s own hosts (Settings, Tenant), the question for a newer version where this installation asks it (Settings, About), and the files that you save. No usage data, no crash reports.",
  ],
  ["Vault", "All snapshots, audit records and recoveries, encrypted. Only its keys open it."],
  [
    "This window keeps",
    "Your theme and columns; and, sealed with a key that goes when the vault is locked: drafts of recoveries, saved filters, pinned comparisons, your notes, and the first changes of the comparisons that were open last.",
  ],
  ["Log", "What Reinstate itself did: times, counts and codes. No names, addresses or ids."],
  ["Clipboard", "A recovery key that was copied is removed from it after a minute."],
  ["Notifications", "Counts and what to do; never a name."],
  [
    "Others looking on",
    "The incident room (F8) replaces names, addresses, numbers, places and devices of people before they reach this window.",
  ],
] as const;

/** What is kept where, and who gets to know of it. */
export function PrivacySection() {
  const cache = useVaultCache();
  const { running, error, run, dismiss } = useAction();
  const [isForgotten, setForgotten] = useState(false);
  const forget = () =>
    run(async () => {
      for (const place of keptPlaces) await cache?.forget(place);
      setForgotten(true);
    });
  return (
    <>
      <FactList facts={facts} />
      <SectionText>
        The drafts, filters, pins, notes and first changes that this window keeps of this vault can be deleted; the
        vault itself keeps everything that was captured.
      </SectionText>
      <ErrorBar error={error} onDismiss={dismiss} />
      <div>
        <Button icon={<DeleteRegular />} disabled={cache === null} disabledFocusable={running} onClick={forget}>
          Delete what this window keeps
        </Button>
      </div>
      <div aria-live="polite">{isForgotten && "Deleted. This window keeps nothing of this vault any more."}</div>
    </>
  );
}
