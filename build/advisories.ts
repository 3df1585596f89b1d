/** Of npm's audit report (version 2) what is needed here. */
export interface AuditReport {
  readonly vulnerabilities: Readonly<Record<string, Advised>>;
}

interface Advised {
  readonly name: string;
  readonly severity: string;
  /** The folders that it is installed in. */
  readonly nodes: readonly string[];
}

export interface Finding {
  readonly name: string;
  readonly severity: string;
  /** It is in what people install, and not only in what builds it. */
  readonly ships: boolean;
}

/** The report in what npm printed; undefined: it could not get one, and says so in another form. */
export function readAuditReport(printed: string): AuditReport | undefined {
  try {
    const { auditReportVersion, vulnerabilities } = JSON.parse(printed);
    return auditReportVersion === 2 ? { vulnerabilities } : undefined;
  } catch {
    return undefined;
  }
}

/** All that is advised against, what ships first. `shipped`: the folders of what is in the bundles. */
export function findingsIn({ vulnerabilities }: AuditReport, shipped: ReadonlySet<string>): readonly Finding[] {
  const found = Object.values(vulnerabilities).map(({ name, severity, nodes }) => ({
    name,
    severity,
    ships: nodes.some((folder) => shipped.has(folder)),
  }));
  return found.sort((first, second) => Number(second.ships) - Number(first.ships));
}

export function isGrave({ ships, severity }: Finding): boolean {
  return ships && (severity === "high" || severity === "critical");
}
