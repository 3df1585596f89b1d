import { Link, makeStyles, TableCell, TableRow } from "@fluentui/react-components";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { formatRoute } from "../../navigation/route.ts";
import { Moment } from "../../ui/moment.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { PlainTable } from "../../ui/plain-table.tsx";
import { JobMark } from "./job-mark.tsx";
import { jobSentence } from "./job-words.ts";

const useStyles = makeStyles({
  cell: { overflow: "hidden" },
});

const columns = [
  { name: "Verdict", width: "140px" },
  { name: "What", width: "170px" },
  "Steps",
  { name: "When", width: "210px" },
  "By",
] as const;

/** The jobs, the latest first. */
export function JobTable({ jobs }: { readonly jobs: readonly RecoveryJob[] }) {
  const styles = useStyles();
  const latestFirst = jobs.toSorted((first, second) => second.startedAt.localeCompare(first.startedAt));
  return (
    <PlainTable label="Recovery jobs" columns={columns}>
      {latestFirst.map((job) => (
        <TableRow key={job.id}>
          <TableCell>
            <JobMark job={job} />
          </TableCell>
          <TableCell>
            <Link href={formatRoute({ page: "history", jobId: job.id })}>
              {job.purpose === "undo" ? "Undo" : "Recovery"} {job.id.slice(0, 8)}
            </Link>
          </TableCell>
          <TableCell className={styles.cell}>{jobSentence(job)}</TableCell>
          <TableCell>
            <Moment iso={job.startedAt} />
          </TableCell>
          <TableCell className={styles.cell}>
            <NameText name={job.by} />
          </TableCell>
        </TableRow>
      ))}
    </PlainTable>
  );
}
