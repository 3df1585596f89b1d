import { formatAgo, formatMoment, formatMomentWithZone, formatUtc } from "./time.ts";
import { useNow } from "./use-now.ts";

interface MomentProps {
  readonly iso: string;
  readonly zone?: boolean;
}

/** A local time; its title says the same in UTC and how long ago it was. */
export function Moment({ iso, zone }: MomentProps) {
  const now = useNow();
  return (
    <time dateTime={iso} title={`${formatUtc(iso)}\n${formatAgo(iso, now)}`}>
      {zone === true ? formatMomentWithZone(iso) : formatMoment(iso)}
    </time>
  );
}
