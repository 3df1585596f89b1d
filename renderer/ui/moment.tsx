import { formatAgo, formatMomentWithZone, formatUtc } from "./time.ts";
import { useNow } from "./use-now.ts";

/** A local time with its zone; its title says the same in UTC and how long ago it was. */
export function Moment({ iso }: { readonly iso: string }) {
  const now = useNow();
  return (
    <time dateTime={iso} title={`${formatUtc(iso)}\n${formatAgo(iso, now)}`}>
      {formatMomentWithZone(iso)}
    </time>
  );
}
