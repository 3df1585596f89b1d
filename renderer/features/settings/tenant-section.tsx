import { makeStyles, Subtitle2, tokens } from "@fluentui/react-components";
import type { NetworkFacts, TenantConnection, TenantFacts } from "../../../preload/contract/tenant-facts.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { useSession } from "../session/session-context.tsx";
import { FactList } from "./fact-list.tsx";
import { PermissionTable } from "./permission-table.tsx";
import { SectionText } from "./section-text.tsx";
import { SignedInAs } from "./signed-in-as.tsx";

const useStyles = makeStyles({
  permissions: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM },
});

const nothing = {};

/** Which tenant this vault is of, how it is reached, and what Reinstate may do there. */
export function TenantSection() {
  const { value: facts, error, reload } = useAnswer("tenant.describe", nothing);
  if (facts === undefined) {
    if (error === undefined) return <Loading what="Reading what is connected" />;
    return <ErrorBar error={error} onRetry={reload} />;
  }
  return <Facts facts={facts} />;
}

function Facts({ facts: { tenant, vaultPath, connection, network } }: { readonly facts: TenantFacts }) {
  const account = useSession().session?.account ?? null;
  return (
    <>
      <SectionText>
        A vault is of one tenant. Another tenant has a vault of its own: start Reinstate with --vault and another
        folder, and connect it there.
      </SectionText>
      <FactList
        facts={[
          ["Tenant", tenant.name],
          [
            "Tenant id",
            <>
              {tenant.id} <CopyButton what="the tenant’s id" text={tenant.id} />
            </>,
          ],
          ["Vault", vaultPath],
          ...(connection === null
            ? [["Connection", "No tenant is connected: this vault can only be read."] as const]
            : []),
          ...(connection === null ? [] : connectionFacts(connection)),
          ["Signed in", account ?? "Nobody is signed in"],
          ["Proxy", proxyWords(network)],
          ...(network.without === null ? [] : [["Without the proxy", network.without] as const]),
          ["Certificates", certificateWords(network)],
        ]}
      />
      {connection !== null && connection.signsIn !== "application" && <SignedInAs account={account} />}
      {connection !== null && <Permissions connection={connection} />}
    </>
  );
}

function connectionFacts({
  cloud,
  clientId,
  hosts,
  signsIn,
}: TenantConnection): readonly (readonly [string, string])[] {
  if (signsIn === "simulated") return [["Cloud", "None: this tenant is simulated on this computer"]];
  return [
    ["Cloud", cloud],
    ["Reached hosts", hosts.join(", ")],
    ["Application id", clientId],
    [
      "Sign-in",
      signsIn === "application"
        ? "The application by itself, with its certificate or secret"
        : "A person, in the system’s browser",
    ],
  ];
}

function proxyWords({ proxy, proxyFrom }: NetworkFacts): string {
  const namer =
    proxyFrom === "system" ? "this computer’s settings when Reinstate started" : "HTTPS_PROXY or HTTP_PROXY";
  if (proxy !== null) return `${proxy}, from ${namer}`;
  return "None. Set HTTPS_PROXY (and NO_PROXY) before Reinstate starts to use one.";
}

function certificateWords({ extraCertificates }: NetworkFacts): string {
  const system = "What this system trusts";
  return extraCertificates ? `${system}, and those of NODE_EXTRA_CA_CERTS` : system;
}

function Permissions({ connection }: { readonly connection: TenantConnection }) {
  const styles = useStyles();
  return (
    <section className={styles.permissions}>
      <Subtitle2 as="h2">Permissions</Subtitle2>
      <SectionText>
        What the newest snapshot’s sign-in was allowed, and what each permission is for. Nothing can be written with
        those that read; those that write are asked for when a recovery is about to run, and only the ones that its plan
        needs.
      </SectionText>
      <PermissionTable permissions={connection.permissions} />
    </section>
  );
}
