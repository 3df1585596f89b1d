import { useBridgeEvent } from "../bridge/client-context.tsx";
import { parseRoute } from "./route.ts";
import { goTo } from "./use-route.ts";

/** Goes where a link, a notification or a menu of the system led to; an address that is none leads to the timeline. */
export function useFollowedPlaces(): void {
  useBridgeEvent("place.wasChosen", follow);
}

function follow({ address }: { readonly address: string }): void {
  goTo(parseRoute(address));
}
