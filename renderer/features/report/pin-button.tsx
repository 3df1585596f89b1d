import { ToggleButton, Tooltip } from "@fluentui/react-components";
import { PinRegular } from "@fluentui/react-icons/svg/pin";
import type { PinnedComparison } from "../../cache/kept.ts";
import { useKeptList } from "../../cache/use-kept-list.ts";
import { isSameComparison } from "../timeline/pinned-comparisons.tsx";

/** Keeps the way to this comparison on the timeline. */
export function PinButton({ comparison }: { readonly comparison: PinnedComparison }) {
  const [pins, setPins] = useKeptList("pins");
  const others = pins.filter((pin) => !isSameComparison(pin, comparison));
  const pinned = others.length < pins.length;
  return (
    <Tooltip
      relationship="label"
      content={pinned ? "Take this comparison off the timeline" : "Pin this comparison to the timeline"}
    >
      <ToggleButton
        appearance="subtle"
        icon={<PinRegular />}
        checked={pinned}
        onClick={() => setPins(pinned ? others : [...others, comparison])}
      />
    </Tooltip>
  );
}
