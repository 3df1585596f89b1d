import { makeStyles, Text, tokens } from "@fluentui/react-components";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { RetryKind, SnapshotRecord, TypeProof, TypeReading } from "../../../preload/contract/snapshot.ts";
import { formatClockTime, formatDuration } from "../../ui/time.ts";
import { count, countOf, typeWords } from "../../ui/words.ts";

const useStyles = makeStyles({
  summary: { cursor: "pointer", color: tokens.colorNeutralForeground2 },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalL, color: tokens.colorNeutralForeground2 },
});

const afterRetry: Readonly<Record<RetryKind, string>> = {
  throttled: "after being asked to wait",
  serverError: "after an error of the service",
  unreadable: "after an answer from somebody in between",
  noAnswer: "after no answer",
};

/** The proof of how completely each type was read, folded away until somebody asks. Imported folders have none. */
export function HowRead({ record }: { readonly record: SnapshotRecord }) {
  const styles = useStyles();
  const types = objectTypes.filter((type) => record.types[type]?.reading !== undefined);
  if (types.length === 0) return null;
  return (
    <details>
      <summary className={styles.summary} aria-label={`How it was read: snapshot ${record.number}`}>
        <Text size={200}>How it was read</Text>
      </summary>
      <ul className={styles.list}>
        {types.map((type) => (
          <li key={type}>
            <Text size={200}>
              {typeWords[type].many}: {sentencesOf(record.types[type]).join(" ")}
            </Text>
          </li>
        ))}
      </ul>
    </details>
  );
}

function sentencesOf(proof: TypeProof | undefined): readonly string[] {
  if (proof?.reading === undefined) return [];
  const { promised, read, reading, pages, mode, notes = [] } = proof;
  const parts = [
    `${count(read)}${promised === null ? "" : ` of ${count(promised)}`} read`,
    mode === "delta" ? "changes only" : countOf(pages, "page", "pages"),
    formatDuration((Date.parse(reading.endedAt) - Date.parse(reading.startedAt)) / 1000),
    ...retriesOf(reading),
    ...(reading.granted.length === 0 ? [] : [`with ${reading.granted.join(" and ")}`]),
    ...(reading.missing.length === 0 ? [] : [`without ${reading.missing.join(" and ")}`]),
    ...(reading.resumed === true ? [`at ${formatClockTime(reading.startedAt)}, before the interruption`] : []),
  ];
  return [`${parts.join(", ")}.`, ...(reading.recovered ?? []), ...notes];
}

function retriesOf({ retries }: TypeReading): readonly string[] {
  return (Object.keys(afterRetry) as RetryKind[]).flatMap((kind) => {
    const times = retries[kind];
    return times === undefined ? [] : [`${countOf(times, "retry", "retries")} ${afterRetry[kind]}`];
  });
}
