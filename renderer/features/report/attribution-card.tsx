import { Button, makeStyles, mergeClasses, Text, tokens } from "@fluentui/react-components";
import { BranchRegular } from "@fluentui/react-icons/svg/branch";
import { PersonRegular } from "@fluentui/react-icons/svg/person";
import { QuestionCircleRegular } from "@fluentui/react-icons/svg/question-circle";
import { useState } from "react";
import type { Attribution, AttributionEvent, EventSignIn } from "../../../preload/contract/change.ts";
import type { ObjectNames } from "../../../preload/contract/views.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Moment } from "../../ui/moment.tsx";
import { count, partLabel } from "../../ui/words.ts";
import { leftUnnamed } from "./left-unnamed.ts";

const shownEvents = 3;

const useStyles = makeStyles({
  root: {
    display: "grid",
    gridTemplateColumns: "20px minmax(0, 1fr)",
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  words: { display: "flex", flexDirection: "column", minWidth: 0, overflowWrap: "anywhere" },
  quiet: { color: tokens.colorNeutralForeground2 },
  line: { display: "flex", alignItems: "center", minWidth: 0, color: tokens.colorNeutralForeground2 },
  operation: { flexShrink: 0, whiteSpace: "nowrap" },
  besides: { gridColumn: "2", minWidth: 0, overflowWrap: "anywhere" },
  more: { justifySelf: "start", gridColumn: "2" },
});

interface AttributionCardProps {
  readonly attribution: Attribution;
  /** Attribute paths and link names of the change, some of which no record may name. */
  readonly parts?: readonly string[];
  /** For the ids in places, such as a licence's. */
  readonly names: ObjectNames;
  /** Shows what else belongs to an operation; absent where there is no list of changes. */
  readonly onOperation?: ((correlationId: string) => void) | undefined;
}

/** Who changed it, when, from where; or that nobody can tell, and why. */
export function AttributionCard({ attribution, parts = [], names, onOperation }: AttributionCardProps) {
  const styles = useStyles();
  const [whole, setWhole] = useState(false);
  const events = whole ? attribution.events : attribution.events.slice(0, shownEvents);
  return (
    <section aria-label="Who changed it" className={styles.root}>
      {attribution.status === "unknown" && <Unknown reason={attribution.reason} />}
      {attribution.status === "several" && (
        <Text weight="semibold" style={{ gridColumn: "1 / -1" }}>
          More than one changed it, the latest first
        </Text>
      )}
      {events.map((event) => (
        <Event
          key={`${event.at} ${event.correlationId} ${event.activity}`}
          event={event}
          names={names}
          explainsAll={
            attribution.events.length === 1 && parts.length > 0 && parts.every((part) => event.paths.includes(part))
          }
          onOperation={onOperation}
        />
      ))}
      {events.length < attribution.events.length && (
        <Button size="small" appearance="transparent" className={styles.more} onClick={() => setWhole(true)}>
          Show all {count(attribution.events.length)} records
        </Button>
      )}
      {attribution.status !== "unknown" && attribution.reason !== undefined && (
        <Text className={mergeClasses(styles.quiet, styles.besides)}>{leftUnnamed(attribution, parts, names)}</Text>
      )}
    </section>
  );
}

function Unknown({ reason }: { readonly reason: string | undefined }) {
  const styles = useStyles();
  return (
    <>
      <QuestionCircleRegular fontSize={20} />
      <div className={styles.words}>
        <Text weight="semibold">Who changed it is unknown</Text>
        <Text className={styles.quiet}>{reason ?? "No audit record of the time explains it."}</Text>
      </div>
    </>
  );
}

/** " to Azure Portal · Edge 138.0 on Windows 11 · Bergen, NO", as far as it is known. */
function signInWords({ application, device, place }: EventSignIn): string {
  const rest = [device, place].flatMap((part) => (part === null ? [] : [` · ${part}`]));
  return `${application === null ? "" : ` to ${application}`}${rest.join("")}`;
}

interface EventProps extends Pick<AttributionCardProps, "names" | "onOperation"> {
  readonly event: AttributionEvent;
  /** It is the only one and about everything that changed: to list that again would say nothing. */
  readonly explainsAll: boolean;
}

function Event({ event, names, explainsAll, onOperation }: EventProps) {
  const styles = useStyles();
  const { actor, at, activity, address, client, through, signIn, correlationId, paths } = event;
  return (
    <>
      <PersonRegular fontSize={20} />
      <div className={styles.words}>
        <Text weight="semibold">
          <bdi>{actor}</bdi>
        </Text>
        <Text className={styles.quiet}>
          {activity} · <Moment iso={at} />
          {address === undefined ? "" : ` · from ${address}`}
          {client === undefined ? "" : ` · with ${client}`}
          {through === undefined ? "" : ` · through ${through}`}
        </Text>
        {signIn !== undefined && (
          <Text className={styles.quiet}>
            Signed in <Moment iso={signIn.at} />
            {signInWords(signIn)}
          </Text>
        )}
        {paths.length > 0 && !explainsAll && (
          <Text className={styles.quiet} title={paths.join("\n")}>
            Explains {paths.map((path) => partLabel(path, names)).join(", ")}
          </Text>
        )}
        {correlationId !== undefined && (
          <span className={styles.line}>
            <Text size={200} truncate wrap={false} title={`Correlation id ${correlationId}`}>
              Correlation id {correlationId}
            </Text>
            <CopyButton what="the correlation id" text={correlationId} />
            {onOperation !== undefined && (
              <Button
                size="small"
                icon={<BranchRegular />}
                className={styles.operation}
                onClick={() => onOperation(correlationId)}
              >
                All changes of this operation
              </Button>
            )}
          </span>
        )}
      </div>
    </>
  );
}
