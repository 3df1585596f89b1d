import {
  Button,
  Card,
  Checkbox,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Text,
  tokens,
} from "@fluentui/react-components";
import type { NamingField } from "../../cache/without-names.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { countOf } from "../../ui/words.ts";
import { actorEntries } from "../report/actor-entries.tsx";
import { actorsIn, toggleActor } from "../report/actors.ts";
import { FacetList } from "../report/facet-list.tsx";
import { operationEntries } from "../report/operation-entries.tsx";
import { RiskFacet } from "../report/risk-facet.tsx";
import { toggleIn, withField } from "../report/selection.ts";
import { TimeFacet } from "../report/time-facet.tsx";
import { useFacets } from "../report/use-facets.ts";
import { AttributeChoice } from "./attribute-choice.tsx";
import { ObjectChoice } from "./object-choice.tsx";
import { choosesKind, plannedFilter, toggleKind } from "./planned-filter.ts";
import { typeEntries } from "./type-entries.ts";
import type { Choice } from "./wizard-state.ts";

const useStyles = makeStyles({
  cards: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(300px, 1fr))",
    gap: tokens.spacingHorizontalL,
    alignItems: "start",
  },
  card: { padding: tokens.spacingHorizontalL, gap: tokens.spacingVerticalL },
  quiet: { display: "block", color: tokens.colorNeutralForeground3 },
});

interface ChoiceFormProps {
  readonly reportId: string;
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
  /** Opens the report anew where the engine has let go of it. */
  readonly onGone: () => void;
}

/** Kinds, types, people and attributes as tick boxes, each with how many changes it stands for. */
export function ChoiceForm({ reportId, choice, onChange, onGone }: ChoiceFormProps) {
  const styles = useStyles();
  const { filter } = choice;
  const setFilter = (next: Choice["filter"]) => onChange({ ...choice, filter: next });
  const facets = useFacets(reportId, plannedFilter(choice));
  const { byKind } = facets;
  const types = typeEntries(facets.byType, filter.types);
  return (
    <>
      <ErrorBar error={facets.error} onRetry={onGone} />
      <LostRestrictions choice={choice} onChange={onChange} />
      <Text size={400} weight="semibold" role="status">
        {facets.total === undefined ? "Counting…" : `${countOf(facets.total, "change is", "changes are")} chosen`}
        {filter.ids === undefined
          ? ""
          : `, out of ${countOf(filter.ids.length, "object", "objects")} that you ticked or listed`}
        {leftAlone(choice, byKind.added)}
      </Text>
      <div className={styles.cards}>
        <Card className={styles.card}>
          <FacetList
            legend="Kinds of change to put back"
            entries={[
              entry("modified", "Modified: put old values back", byKind.modified),
              entry("removed", "Deleted: restore it, or create it again", byKind.removed + byKind["soft-deleted"]),
            ]}
            chosen={(["modified", "removed"] as const).filter((kind) => choosesKind(choice, kind))}
            onToggle={(kind) => onChange(toggleKind(choice, kind === "modified" ? "modified" : "removed"))}
          />
          <RemoveAdded choice={choice} onChange={onChange} />
        </Card>
        <Card className={styles.card}>
          <FacetList
            legend="Object types"
            entries={types}
            chosen={filter.types ?? types.map(({ key }) => key)}
            onToggle={(type) => setFilter(toggleType(choice.filter, type, types))}
          />
          <FacetList
            legend="Only what was changed by"
            entries={actorEntries(facets.byActor)}
            chosen={actorsIn(filter.actor)}
            onToggle={(actor) => setFilter(withField(filter, "actor", toggleActor(filter.actor, actor)))}
          />
          {filter.risky === true && <RiskFacet facets={facets} filter={filter} onFilter={setFilter} />}
          {filter.correlation !== undefined && (
            <FacetList
              legend="Only what these operations did"
              entries={operationEntries(facets.byOperation, filter.correlation)}
              chosen={filter.correlation}
              onToggle={(id) => setFilter(toggleIn(filter, "correlation", id))}
            />
          )}
          <TimeFacet
            legend="Only what was changed"
            hint="By the audit records, in this computer’s time. What was changed at other times stays as it is."
            filter={filter}
            onFilter={setFilter}
          />
          <ObjectChoice choice={choice} onFilter={setFilter} />
        </Card>
        <Card className={styles.card}>
          <AttributeChoice
            reportId={reportId}
            choice={choice}
            onToggle={(path) => setFilter(toggleIn(filter, "exceptAttributes", path))}
          />
        </Card>
      </div>
    </>
  );
}

/** Why there are fewer than the report has. */
function leftAlone({ removeAdded }: Choice, added: number): string {
  if (removeAdded || added === 0) return "";
  return `; ${countOf(added, "object that is new since stays as it is", "objects that are new since stay as they are")}`;
}

function entry(key: string, text: string, count: number) {
  return { key, label: text, text, count };
}

/** All ticked means no restriction; the first untick makes the rest a list. */
function toggleType(filter: Choice["filter"], type: string, entries: ReturnType<typeof typeEntries>): Choice["filter"] {
  const all = entries.map(({ key }) => key);
  const chosen = filter.types ?? all;
  const next = all.filter((key) => chosen.includes(key) !== (key === type));
  return withField(filter, "types", next.length === all.length ? undefined : next);
}

function RemoveAdded({ choice, onChange }: Pick<ChoiceFormProps, "choice" | "onChange">) {
  const styles = useStyles();
  return (
    <Checkbox
      checked={choice.removeAdded}
      onChange={(_, { checked }) => onChange({ ...choice, removeAdded: checked === true })}
      label={
        <>
          Also remove what was added since
          <Text size={200} className={styles.quiet}>
            Off: objects that are new since the snapshot stay as they are. On: they go to the recycle bin; the review
            lists each of them. Members and other links that an object has gained belong to its modification.
          </Text>
        </>
      }
    />
  );
}

const lostWords: Readonly<Record<NamingField, string>> = { name: "the searched name", actor: "who changed it" };

function LostRestrictions({ choice, onChange }: Pick<ChoiceFormProps, "choice" | "onChange">) {
  if (choice.leftOut.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>A restriction was lost</MessageBarTitle>
        This recovery was also restricted by {choice.leftOut.map((field) => lostWords[field]).join(" and ")}. It was
        chosen before the incident room was opened or left, and names and pseudonyms are not for the same screen. Go
        back to the report and choose again, or go on without it: more will be put back.
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => onChange({ ...choice, leftOut: [] })}>Go on without it</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
