import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from "@fluentui/react-components";
import { ArrowSwapRegular } from "@fluentui/react-icons/svg/arrow-swap";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { useAction } from "../../bridge/use-action.ts";
import { commandProps } from "../../commands/page-commands.ts";
import type { ObjectPlace } from "../../navigation/route.ts";
import { goTo } from "../../navigation/use-route.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { useReview } from "../offline/use-review.ts";
import { useReports } from "../report/report-shelf.tsx";
import { snapshotWords } from "./snapshot-select.tsx";

const useStyles = makeStyles({ list: { maxHeight: "420px", overflowY: "auto" } });

interface CompareMenuProps {
  readonly record: SnapshotRecord;
  /** Latest first. */
  readonly records: readonly SnapshotRecord[];
  readonly object: ObjectPlace;
  readonly canCapture: boolean;
  readonly onTaken: () => void;
}

/** The other times that the object can be compared with; the earlier of the two is what it was. */
export function CompareMenu({ record, records, object, canCapture, onTaken }: CompareMenuProps) {
  const styles = useStyles();
  const { open } = useReports();
  const reviewing = useReview() !== undefined;
  const { run, running, error, dismiss } = useAction();
  const others = records.filter(({ number }) => number !== record.number);
  const compareWith = (other: SnapshotRecord) => {
    const [from, to] = Date.parse(other.endedAt) < Date.parse(record.endedAt) ? [other, record] : [record, other];
    goTo({ page: "object", object, range: { from: from.number, to: to.number } });
  };
  const compareWithNow = () =>
    run(async () => {
      const { to } = await open({ from: record.number, to: "now" });
      onTaken();
      goTo({ page: "object", object, range: { from: record.number, to: to.snapshotNumber } });
    });
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            icon={<ArrowSwapRegular />}
            disabledFocusable={running || (reviewing && others.length === 0)}
            {...commandProps("object.compare")}
          >
            {running ? "Reading the tenant…" : "Compare with another time"}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList className={styles.list}>
            {!reviewing && (
              <MenuItem disabled={!canCapture} onClick={compareWithNow}>
                Now: reads the tenant
              </MenuItem>
            )}
            {!reviewing && others.length > 0 && <MenuDivider />}
            {others.map((other) => (
              <MenuItem key={other.number} onClick={() => compareWith(other)}>
                {snapshotWords(other)}
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      <ErrorBar error={error} onRetry={compareWithNow} onDismiss={dismiss} />
    </>
  );
}
