import { makeStyles, mergeClasses, Text, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Moment } from "../../ui/moment.tsx";
import { count } from "../../ui/words.ts";
import { actionsSentence } from "./plan-words.ts";

const useStyles = makeStyles({
  list: {
    display: "flex",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalM,
    margin: 0,
  },
  fact: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    flexGrow: 1,
    flexBasis: "120px",
    minWidth: 0,
  },
  // Names of permissions are long, and are read whole.
  wide: { flexGrow: 3.4, flexBasis: "260px" },
  term: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0, overflowWrap: "anywhere" },
  permissions: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    padding: 0,
    listStyleType: "none",
    columnWidth: "200px",
    columnGap: tokens.spacingHorizontalL,
    fontSize: tokens.fontSizeBase200,
  },
  hash: { display: "flex", alignItems: "center", fontFamily: tokens.fontFamilyMonospace, minWidth: 0 },
});

/** What the plan is, in figures: steps, requests, permissions, and the hash that says which plan was reviewed. */
export function PlanFacts({ plan }: { readonly plan: PlanSummary }) {
  const styles = useStyles();
  return (
    <dl className={styles.list}>
      <Fact term="Steps">
        <Text weight="semibold" size={500} block>
          {count(plan.stepCount)}
        </Text>
        {actionsSentence(plan.byAction)}
      </Fact>
      <Fact term="Requests to Graph, about">
        <Text weight="semibold" size={500} block>
          {count(plan.requestCount)}
        </Text>
        The tenant’s limits decide how long they take.
      </Fact>
      <Fact term="Permissions that will be asked for" wide>
        {plan.permissions.length === 0 ? (
          "none"
        ) : (
          <ul className={styles.permissions}>
            {plan.permissions.map((permission) => (
              <li key={permission}>{permission}</li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact term="Made from">
        the tenant as it was found at <Moment iso={plan.found.endedAt} />
        <span className={styles.hash}>
          <Text font="monospace" size={200} truncate wrap={false} title={plan.hash}>
            {plan.hash.slice(0, 16)}…
          </Text>
          <CopyButton what="the plan's hash" text={plan.hash} />
        </span>
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly term: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

function Fact({ term, wide = false, children }: FactProps) {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.fact, wide && styles.wide)}>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  );
}
