import { changeKinds } from "../../../preload/contract/change.ts";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { ChangeGroup, ChangeGrouping } from "../../../preload/contract/views.ts";
import { KindMark } from "../../ui/kind-mark.tsx";
import { Moment } from "../../ui/moment.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { typeWords } from "../../ui/words.ts";

interface GroupHeadingProps {
  readonly group: ChangeGroup;
  readonly grouping: ChangeGrouping;
}

/** What the changes of a group have in common. */
export function GroupHeading({ group, grouping }: GroupHeadingProps) {
  const { key, actor = "", activity, at } = group;
  const type = objectTypes.find((each) => each === key);
  const kind = changeKinds.find((each) => each === key);
  if (type !== undefined)
    return (
      <>
        <TypeIcon type={type} silent size={16} />
        {typeWords[type].many}
      </>
    );
  if (kind !== undefined) return <KindMark kind={kind} />;
  if (key === "unknown") return grouping === "actor" ? "Changed by: unknown" : "No operation is known";
  if (key === "others") return grouping === "actor" ? "Others, with fewer changes" : "Operations of a single change";
  if (grouping === "actor" || at === undefined) return <NameText name={actor} />;
  return (
    <>
      <NameText name={`${activity}, ${actor}`} besides={`Correlation id ${group.correlationId}`} />
      <Moment iso={at} />
    </>
  );
}
