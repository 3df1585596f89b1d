import {
  Link,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { formatRoute } from "../../navigation/route.ts";
import { Moment } from "../../ui/moment.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { JobMark } from "./job-mark.tsx";
import { jobSentence } from "./job-words.ts";

const useStyles = makeStyles({
  table: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  cell: { overflow: "hidden" },
});

/** The jobs, the latest first. */
export function JobTable({ jobs }: { readonly jobs: readonly RecoveryJob[] }) {
  const styles = useStyles();
  const latestFirst = jobs.toSorted((first, second) => second.startedAt.localeCompare(first.startedAt));
  return (
    <Table aria-label="Recovery jobs" className={styles.table}>
      <TableHeader>
        <TableRow>
          <TableHeaderCell style={{ width: "140px" }}>Verdict</TableHeaderCell>
          <TableHeaderCell style={{ width: "200px" }}>What</TableHeaderCell>
          <TableHeaderCell>Steps</TableHeaderCell>
          <TableHeaderCell style={{ width: "210px" }}>When</TableHeaderCell>
          <TableHeaderCell style={{ width: "220px" }}>By</TableHeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
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
              <Moment iso={job.startedAt} zone />
            </TableCell>
            <TableCell className={styles.cell}>
              <NameText name={job.by} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
