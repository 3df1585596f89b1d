import { Link, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { ReportSummary } from "../../../preload/contract/views.ts";
import { formatRoute } from "../../navigation/route.ts";
import { Moment } from "../../ui/moment.tsx";
import { count, countOf, typeWords } from "../../ui/words.ts";
import { useReports } from "../report/report-shelf.tsx";
import { RoomCard } from "./room-card.tsx";

const mostActors = 5;

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
});

/** What changed, by the report that was last looked at. */
export function ChangedCard() {
  const styles = useStyles();
  const { last, open } = useReports();
  const [summary, setSummary] = useState<ReportSummary>();
  useEffect(() => {
    if (last === null) return;
    let stale = false;
    open(last).then(
      (value) => stale || setSummary(value),
      // The report itself says what is wrong; here it is only not repeated.
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [last, open]);
  if (summary === undefined)
    return (
      <RoomCard title="What changed">
        <Text>
          Compare two moments on the <Link href={formatRoute({ page: "timeline" })}>timeline</Link>; what the report
          says then stands here.
        </Text>
      </RoomCard>
    );
  const { from, to, total, byType, byActor } = summary;
  return (
    <RoomCard
      title="What changed"
      about={
        <>
          Between <Moment iso={from.endedAt} /> and <Moment iso={to.endedAt} />
        </>
      }
    >
      <Link href={formatRoute({ page: "report", from: from.snapshotNumber, to: to.snapshotNumber })}>
        {countOf(total, "object differs", "objects differ")}
      </Link>
      <ul className={styles.list} aria-label="By type">
        {(Object.keys(byType) as ObjectType[]).map((type) => (
          <li key={type}>
            {typeWords[type].many}: {count(Object.values(byType[type] ?? {}).reduce((sum, each) => sum + each, 0))}
          </li>
        ))}
      </ul>
      <Text weight="semibold">Who did it, as far as audit records say</Text>
      <ul className={styles.list} aria-label="By whom">
        {byActor.slice(0, mostActors).map(({ actor, count: changes }) => (
          <li key={actor}>
            {actor}: {countOf(changes, "change", "changes")}
          </li>
        ))}
        {byActor.length === 0 && <li>Nobody is named.</li>}
      </ul>
    </RoomCard>
  );
}
