import { makeStyles, tokens } from "@fluentui/react-components";
import type { ChangeKind } from "../../../preload/contract/change.ts";
import { changeKinds } from "../../../preload/contract/change.ts";
import type { ChangeFilter } from "../../../preload/contract/filter.ts";
import { KindMark } from "../../ui/kind-mark.tsx";
import { kindWords } from "../../ui/words.ts";
import { actorEntries } from "./actor-entries.tsx";
import { actorsIn, toggleActor } from "./actors.ts";
import { FacetList } from "./facet-list.tsx";
import { operationEntries } from "./operation-entries.tsx";
import { partEntry } from "./part-entry.ts";
import { RiskFacet } from "./risk-facet.tsx";
import { toggleIn, withField } from "./selection.ts";
import { TimeFacet } from "./time-facet.tsx";
import type { Facets } from "./use-facets.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalL,
    width: "224px",
    flexShrink: 0,
    overflowY: "auto",
    overflowX: "hidden",
    paddingBottom: tokens.spacingVerticalL,
  },
});

interface FacetPanelProps {
  readonly facets: Facets;
  readonly filter: ChangeFilter;
  readonly onFilter: (filter: ChangeFilter) => void;
}

/** Kinds, risk, people, operations, attributes and times of the report, to narrow it by. */
export function FacetPanel({ facets, filter, onFilter }: FacetPanelProps) {
  const styles = useStyles();
  const kinds = changeKinds.filter((kind) => facets.byKind[kind] > 0 || filter.kinds?.includes(kind) === true);
  return (
    <section aria-label="Filters" className={styles.root}>
      <FacetList
        legend="Kind of change"
        entries={kinds.map((kind) => ({
          key: kind,
          label: <KindMark kind={kind} />,
          text: kindWords[kind],
          count: facets.byKind[kind],
        }))}
        chosen={filter.kinds ?? []}
        onToggle={(kind) => onFilter(toggleIn(filter, "kinds", kind as ChangeKind))}
      />
      <RiskFacet facets={facets} filter={filter} onFilter={onFilter} />
      <FacetList
        legend="Changed by"
        entries={actorEntries(facets.byActor)}
        chosen={actorsIn(filter.actor)}
        onToggle={(actor) => onFilter(withField(filter, "actor", toggleActor(filter.actor, actor)))}
      />
      <FacetList
        legend="Operation (correlation)"
        entries={operationEntries(facets.byOperation, filter.correlation)}
        chosen={filter.correlation ?? []}
        onToggle={(id) => onFilter(toggleIn(filter, "correlation", id))}
      />
      <FacetList
        legend="Attribute or link"
        entries={facets.byAttribute.map(partEntry)}
        chosen={filter.attributes ?? []}
        onToggle={(path) => onFilter(toggleIn(filter, "attributes", path))}
      />
      <TimeFacet
        legend="When"
        hint="By the audit records, in this computer’s time."
        filter={filter}
        onFilter={onFilter}
      />
    </section>
  );
}
