import { ShieldErrorRegular } from "@fluentui/react-icons/svg/shield-error";
import type { ChangeFilter } from "../../../preload/contract/filter.ts";
import { FacetList } from "./facet-list.tsx";
import { withField } from "./selection.ts";
import type { Facets } from "./use-facets.ts";

interface RiskFacetProps {
  readonly facets: Facets;
  readonly filter: ChangeFilter;
  readonly onFilter: (filter: ChangeFilter) => void;
}

/** Changes of what guards the tenant alone; nothing where there are none. */
export function RiskFacet({ facets: { risky }, filter, onFilter }: RiskFacetProps) {
  const entry = { key: "risky", label: <RiskyLabel />, text: "Risky", count: risky };
  return (
    <FacetList
      legend="Risk"
      entries={risky > 0 || filter.risky === true ? [entry] : []}
      chosen={filter.risky === true ? [entry.key] : []}
      onToggle={() => onFilter(withField(filter, "risky", filter.risky === true ? undefined : true))}
    />
  );
}

function RiskyLabel() {
  return (
    <>
      <ShieldErrorRegular fontSize={16} style={{ verticalAlign: "text-bottom" }} /> Risky
    </>
  );
}
