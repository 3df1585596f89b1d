import { Link, makeStyles, Text, tokens } from "@fluentui/react-components";
import type { RecycleBin } from "../../../preload/contract/incident.ts";
import { formatRoute } from "../../navigation/route.ts";
import { Moment } from "../../ui/moment.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { useNow } from "../../ui/use-now.ts";
import { countOf, typeWords } from "../../ui/words.ts";
import { RoomCard } from "./room-card.tsx";
import { timeLeft } from "./time-left.ts";

const mostRows = 8;

const useStyles = makeStyles({
  clock: { fontVariantNumeric: "tabular-nums", display: "block" },
  quiet: { color: tokens.colorNeutralForeground3 },
  table: {
    width: "100%",
    borderCollapse: "collapse",
    tableLayout: "fixed",
    "& th, & td": {
      textAlign: "left",
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} 0`,
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      overflow: "hidden",
    },
  },
});

/** How long what was deleted can still be restored: 30 days after it was deleted, then Entra removes it for good. */
export function DeadlineCard({ bin }: { readonly bin: RecycleBin }) {
  const styles = useStyles();
  const now = useNow();
  const [first] = bin.items;
  return (
    <RoomCard title="Deleted items expire" about={<BinSource bin={bin} />}>
      {first === undefined ? (
        <Text>{bin.snapshot === null ? "There is no snapshot yet." : "Nothing known is in deleted items."}</Text>
      ) : (
        <>
          <div>
            <Text size={700} weight="semibold" className={styles.clock} role="timer">
              {timeLeft(first.expiresAt, now)}
            </Text>
            <Text>
              until the first of {countOf(bin.total, "object", "objects")} is gone for good,{" "}
              <Moment iso={first.expiresAt} />
            </Text>
          </div>
          <table className={styles.table} aria-label="Deleted items">
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Type</th>
                <th scope="col">Time left</th>
              </tr>
            </thead>
            <tbody>
              {bin.items.slice(0, mostRows).map(({ type, id, name, expiresAt }) => (
                <tr key={`${type} ${id}`}>
                  <td>
                    <Link
                      href={formatRoute({
                        page: "explorer",
                        snapshot: bin.snapshot?.number ?? null,
                        object: { type, id },
                      })}
                    >
                      <NameText name={name} besides={id} />
                    </Link>
                  </td>
                  <td>{typeWords[type].one}</td>
                  <td>{timeLeft(expiresAt, now)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {bin.total > mostRows && (
            <Text className={styles.quiet}>
              and {countOf(bin.total - mostRows, "object", "objects")} with more time
            </Text>
          )}
        </>
      )}
    </RoomCard>
  );
}

function BinSource({ bin }: { readonly bin: RecycleBin }) {
  if (bin.snapshot === null) return <>Take a snapshot: nobody knows yet what lies in deleted items.</>;
  const unknown = bin.unknown.map((type) => typeWords[type].many.toLowerCase()).join(", ");
  return (
    <>
      As of snapshot {bin.snapshot.number}, <Moment iso={bin.snapshot.endedAt} />.
      {unknown !== "" && ` It did not read the deleted ${unknown}: there may be more.`}
    </>
  );
}
