import type { ReportSide } from "../../../preload/contract/views.ts";
import { Moment } from "../../ui/moment.tsx";

interface ReportSidesProps {
  readonly from: ReportSide;
  readonly to: ReportSide;
}

/** The two moments of a comparison. */
export function ReportSides({ from, to }: ReportSidesProps) {
  return (
    <>
      From <Side side={from} /> to <Side side={to} />
    </>
  );
}

function Side({ side }: { readonly side: ReportSide }) {
  return (
    <>
      snapshot {side.snapshotNumber} (<Moment iso={side.endedAt} />
      {side.live ? ", live" : ""}
      {side.complete ? "" : ", partial"})
    </>
  );
}
