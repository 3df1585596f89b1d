import { makeStyles, tokens } from "@fluentui/react-components";
import type { SessionState } from "../../../preload/contract/views.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { DiagnosticsPart } from "./diagnostics-part.tsx";
import { LicencesList } from "./licences-list.tsx";

const nothing = {};

const platformWords: Readonly<Record<string, string>> = { win32: "Windows", darwin: "macOS", linux: "Linux" };

const useStyles = makeStyles({
  list: {
    display: "grid",
    gridTemplateColumns: "160px minmax(0, 1fr)",
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalM,
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: "anywhere" },
});

/** What somebody who helps asks for first. */
export function AboutSection({ session }: { readonly session: SessionState }) {
  const styles = useStyles();
  const { value: host, error, reload } = useAnswer("host.describe", nothing);
  if (host === undefined) {
    if (error === undefined) return <Loading what="Reading the version" />;
    return <ErrorBar error={error} onRetry={reload} />;
  }
  const { tenant, account, vaultPath } = session;
  const facts = [
    ["Version", `Reinstate ${host.version}`],
    ["Platform", platformWords[host.platform] ?? host.platform],
    ["Updates", host.updates ?? "Unknown"],
    ["Tenant", tenant === null ? "None" : `${tenant.name} (${tenant.id})`],
    ["Signed in", account ?? "Nobody is signed in"],
    ["Vault", vaultPath],
  ] as const;
  return (
    <>
      <dl className={styles.list}>
        {facts.map(([term, value]) => (
          <FactRow key={term} term={term} value={value} />
        ))}
      </dl>
      <DiagnosticsPart />
      <LicencesList />
    </>
  );
}

function FactRow({ term, value }: { readonly term: string; readonly value: string }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>
        <bdi>{value}</bdi> {term === "Vault" && <CopyButton what="the vault’s path" text={value} />}
      </dd>
    </>
  );
}
