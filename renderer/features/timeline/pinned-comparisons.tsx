import { Button, Link, makeStyles, Text, tokens } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { PinRegular } from "@fluentui/react-icons/svg/pin";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import type { PinnedComparison } from "../../cache/kept.ts";
import { useKeptList } from "../../cache/use-kept-list.ts";
import { formatRoute } from "../../navigation/route.ts";
import { Moment } from "../../ui/moment.tsx";

const useStyles = makeStyles({
  root: { display: "flex", alignItems: "center", flexWrap: "wrap", gap: tokens.spacingHorizontalM },
  title: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS, margin: 0, fontSize: "inherit" },
  list: { display: "contents", margin: 0, padding: 0, listStyleType: "none" },
  pin: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXXS },
});

/** The comparisons that the person wants to come back to; nothing where there are none. */
export function PinnedComparisons({ records }: { readonly records: readonly SnapshotRecord[] }) {
  const styles = useStyles();
  const [pins, setPins] = useKeptList("pins");
  if (pins.length === 0) return null;
  const endOf = (number: number) => records.find((record) => record.number === number)?.endedAt;
  return (
    <section aria-label="Pinned comparisons" className={styles.root}>
      <h2 className={styles.title}>
        <PinRegular fontSize={20} />
        Pinned
      </h2>
      <ul className={styles.list}>
        {pins.map((pin) => (
          <li key={`${pin.from} ${pin.to}`} className={styles.pin}>
            <Pin pin={pin} from={endOf(pin.from)} to={endOf(pin.to)} />
            <Button
              appearance="transparent"
              size="small"
              icon={<DismissRegular />}
              aria-label={`Take snapshot ${pin.from} to ${pin.to} off the timeline`}
              onClick={() => setPins(pins.filter((each) => !isSameComparison(each, pin)))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PinProps {
  readonly pin: PinnedComparison;
  /** When the snapshots were taken; undefined where one has been thinned out since. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function Pin({ pin, from, to }: PinProps) {
  if (from === undefined || to === undefined)
    return (
      <Text>
        Snapshot {pin.from} to {pin.to}: no longer kept
      </Text>
    );
  return (
    <Link href={formatRoute({ page: "report", ...pin })}>
      Snapshot {pin.from} (<Moment iso={from} />) to {pin.to} (<Moment iso={to} />)
    </Link>
  );
}

export function isSameComparison(one: PinnedComparison, other: PinnedComparison): boolean {
  return one.from === other.from && one.to === other.to;
}
