import { useState } from "react";
import type { Connection } from "../../../preload/contract/connection.ts";
import { goTo } from "../../navigation/use-route.ts";
import type { TenantForm } from "./connect-tenant-step.tsx";
import { ConnectTenantStep, emptyTenantForm } from "./connect-tenant-step.tsx";
import { FirstSnapshotStep } from "./first-snapshot-step.tsx";
import { ProtectStep } from "./protect-step.tsx";
import { SignInStep } from "./sign-in-step.tsx";

type Stage =
  | { readonly step: "tenant" }
  | { readonly step: "sign-in"; readonly connection: Connection }
  | { readonly step: "protect"; readonly connection: Connection; readonly account: string }
  | { readonly step: "snapshot" };

/** Three steps from nothing to the first snapshot. Until the vault is made every one has a way back, and nothing is kept. */
export function ConnectWizard({ onLeave }: { readonly onLeave: () => void }) {
  const [stage, setStage] = useState<Stage>({ step: "tenant" });
  const [form, setForm] = useState<TenantForm>(emptyTenantForm);
  switch (stage.step) {
    case "tenant":
      return (
        <ConnectTenantStep
          form={form}
          onForm={setForm}
          onBack={onLeave}
          onNext={(connection) => setStage({ step: "sign-in", connection })}
        />
      );
    case "sign-in":
      return (
        <SignInStep
          connection={stage.connection}
          onBack={() => setStage({ step: "tenant" })}
          onNext={(account) => setStage({ step: "protect", connection: stage.connection, account })}
        />
      );
    case "protect":
      return (
        <ProtectStep
          connection={stage.connection}
          account={stage.account}
          onBack={() => setStage({ step: "sign-in", connection: stage.connection })}
          onNext={() => setStage({ step: "snapshot" })}
        />
      );
    case "snapshot":
      return (
        <FirstSnapshotStep
          onDone={() => {
            goTo({ page: "timeline" });
            onLeave();
          }}
        />
      );
  }
}
