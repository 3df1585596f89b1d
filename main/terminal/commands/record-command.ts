import type { Command } from "commander";
import type { RecordFormat } from "../../exchange/job-record-as.ts";
import { jobRecordAs, recordFormats } from "../../exchange/job-record-as.ts";
import { writeTextFile } from "../../exchange/write-text-file.ts";
import { jobRecord } from "../../flows/job-record.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import { oneNamed } from "../one-named.ts";
import { findJob } from "./find-job.ts";
import { reading, withSession } from "./with-session.ts";

interface RecordOptions {
  readonly format?: string;
  readonly output?: string;
}

/** `record JOB`: what a job did, out of the vault that keeps it. */
export function addRecordCommand(program: Command, context: () => CommandContext, done: (code: number) => void): void {
  program
    .command("record")
    .description("what a job wrote, what was there before, and how it read back: the record that the vault keeps of it")
    .argument("<job>", "see `reinstate jobs`")
    .option("--format <format>", recordFormats.join(", "))
    .option("--output <file>", "write the record there")
    .addHelpText("after", "\nExample:\n  reinstate record latest --format html --output record.html")
    .action(async (job: string, options: RecordOptions) => {
      const { terminal } = context();
      const format = oneNamed<RecordFormat>("format", recordFormats, options.format ?? "json");
      await withSession(
        context(),
        async ({ vault }) => {
          const record = jobRecord(vault, findJob(vault, job).id);
          if (options.output !== undefined) {
            await writeTextFile(options.output, jobRecordAs(format, record));
            terminal.note(`The record is in ${options.output}.`);
            if (!terminal.json) return;
          }
          for (const part of jobRecordAs(terminal.json ? "json" : format, record)) terminal.raw(part);
        },
        reading,
      );
      done(exitCodes.done);
    });
}
