import { Button, Divider, Field, Input, makeStyles, Select, Text, tokens } from "@fluentui/react-components";
import { DocumentRegular } from "@fluentui/react-icons/svg/document";
import { useState } from "react";
import { type CloudName, type Connection, cloudNames } from "../../../preload/contract/connection.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { ConnectFrame } from "./connect-frame.tsx";

export interface TenantForm {
  readonly cloud: CloudName;
  readonly tenantId: string;
  readonly clientId: string;
}

export const emptyTenantForm: TenantForm = { cloud: "global", tenantId: "", clientId: "" };

const cloudWords: Readonly<Record<CloudName, string>> = {
  global: "Microsoft Entra ID (worldwide)",
  "us-gov-l4": "US Government (L4, GCC High)",
  "us-gov-l5": "US Government (L5, DoD)",
  china: "China (operated by 21Vianet)",
};
const scriptCommand = "reinstate connect-script > register.ps1";
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

const useStyles = makeStyles({
  summary: { cursor: "pointer", color: tokens.colorBrandForegroundLink },
  steps: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, display: "grid", gap: tokens.spacingVerticalXS },
  command: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS, flexWrap: "wrap" },
  button: { alignSelf: "start" },
});

interface ConnectTenantStepProps {
  readonly form: TenantForm;
  readonly onForm: (form: TenantForm) => void;
  readonly onBack: () => void;
  readonly onNext: (connection: Connection) => void;
}

/** Which cloud, which tenant, and through which application Reinstate signs in. */
export function ConnectTenantStep({ form, onForm, onBack, onNext }: ConnectTenantStepProps) {
  const styles = useStyles();
  const client = useClient();
  const { running, error, run, dismiss } = useAction();
  const [tried, setTried] = useState(false);
  const { cloud, tenantId, clientId } = form;
  const isWhole = guid.test(tenantId) && guid.test(clientId);
  const next = () => {
    setTried(true);
    if (isWhole) run(async () => onNext(await client.call("connect.begin", { cloud, tenantId, clientId })));
  };
  const withFile = () =>
    run(async () => {
      const connection = await client.call("connect.beginWithFile", {});
      if (connection !== null) onNext(connection);
    });
  return (
    <ConnectFrame
      step={0}
      title="Which tenant?"
      words="Reinstate signs in through an application that is registered in your tenant. Both ids stand on its overview page in the Entra admin centre."
      onSubmit={next}
      foot={
        <>
          <Button onClick={onBack}>Back</Button>
          <Button type="submit" appearance="primary" disabledFocusable={running}>
            Continue
          </Button>
        </>
      }
    >
      <ErrorBar error={error} onDismiss={dismiss} />
      <Field label="Cloud">
        <Select
          value={cloud}
          onChange={(_, { value }) => onForm({ ...form, cloud: cloudNames.find((name) => name === value) ?? "global" })}
        >
          {cloudNames.map((name) => (
            <option key={name} value={name}>
              {cloudWords[name]}
            </option>
          ))}
        </Select>
      </Field>
      <IdField
        label="Directory (tenant) ID"
        value={tenantId}
        tried={tried}
        onChange={(value) => onForm({ ...form, tenantId: value })}
      />
      <IdField
        label="Application (client) ID"
        value={clientId}
        tried={tried}
        onChange={(value) => onForm({ ...form, clientId: value })}
      />
      <details>
        <summary className={styles.summary}>No application is registered yet?</summary>
        <ol className={styles.steps}>
          <li>
            Print the script that registers it, read it, and run it as a Privileged Role Administrator:
            <span className={styles.command}>
              <code>{scriptCommand}</code>
              <CopyButton what="the command" text={scriptCommand} />
            </span>
          </li>
          <li>It asks for reading only, consents once for the whole tenant, and prints both ids.</li>
          <li>Or register it in the portal by hand: docs/connect-a-tenant.md says how, click by click.</li>
        </ol>
      </details>
      <Divider>or</Divider>
      <Text>Somebody gave you a cloud file: a private deployment, or an application with a certificate.</Text>
      <Button className={styles.button} icon={<DocumentRegular />} disabledFocusable={running} onClick={withFile}>
        Use a cloud file…
      </Button>
    </ConnectFrame>
  );
}

interface IdFieldProps {
  readonly label: string;
  readonly value: string;
  /** The person has tried to go on. */
  readonly tried: boolean;
  readonly onChange: (value: string) => void;
}

function IdField({ label, value, tried, onChange }: IdFieldProps) {
  const wrong = tried && !guid.test(value);
  return (
    <Field
      required
      label={label}
      {...(wrong && {
        validationMessage:
          value === ""
            ? "Copy it from the overview page. It looks like 00000000-0000-0000-0000-000000000000."
            : "This is not an ID. An ID looks like 00000000-0000-0000-0000-000000000000; it is not a name.",
      })}
    >
      <Input spellCheck={false} maxLength={100} value={value} onChange={(_, data) => onChange(data.value.trim())} />
    </Field>
  );
}
