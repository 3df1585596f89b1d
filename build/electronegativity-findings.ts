export interface Finding {
  readonly issue: string;
  /** The line that it is about, or N/A. */
  readonly sample: string;
}

/** Of its SARIF report what is needed here. */
interface Report {
  readonly runs: readonly { readonly results: readonly Result[] }[];
}

interface Result {
  readonly ruleId: string;
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
}

const nowhere = "file:///";

/**
 * Out of the SARIF report, which it writes at once: of its CSV it writes head and body side by side, and one can overwrite the other.
 * `lineOf`: a line of a file that was looked at, counted from 1.
 */
export function findingsIn(report: string, lineOf: (file: string, line: number) => string): readonly Finding[] {
  const { runs } = JSON.parse(report) as Report;
  const results = runs.flatMap((run) => run.results);
  return results.flatMap(({ ruleId, locations }) =>
    locations.map(({ physicalLocation: { artifactLocation, region } }) => {
      const isSomewhere = artifactLocation.uri !== nowhere;
      return { issue: ruleId, sample: isSomewhere ? lineOf(artifactLocation.uri, region.startLine).trim() : "N/A" };
    }),
  );
}
