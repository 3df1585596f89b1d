import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { DemoState } from "../demo-state.ts";
import { newId } from "../demo-state.ts";
import { castNames } from "../tenant-cast.ts";
import { drawTime } from "./make-user.ts";

const v4 = (cidrAddress: string) => ({ "@odata.type": "#microsoft.graph.iPv4CidrRange", cidrAddress });
const v6 = (cidrAddress: string) => ({ "@odata.type": "#microsoft.graph.iPv6CidrRange", cidrAddress });

function ip(displayName: string, isTrusted: boolean, ipRanges: readonly JsonObject[]): JsonObject {
  return { "@odata.type": "#microsoft.graph.ipNamedLocation", displayName, isTrusted, ipRanges };
}

function countries(displayName: string, codes: readonly string[], countryLookupMethod = "clientIpAddress"): JsonObject {
  return {
    "@odata.type": "#microsoft.graph.countryNamedLocation",
    displayName,
    countriesAndRegions: codes,
    countryLookupMethod,
    includeUnknownCountriesAndRegions: false,
  };
}

/** Names of the locations that policies use. */
export const locationNames = {
  offices: castNames.officeLocation,
  business: "Countries where we work",
  blocked: "Countries nobody signs in from",
} as const;

const locations: readonly JsonObject[] = [
  ip(locationNames.offices, true, [v4("198.51.100.0/25"), v4("192.0.2.64/26"), v6("2001:db8:40::/48")]),
  ip("Terminals - leased lines", true, [v4("192.0.2.0/27"), v6("2001:db8:41:100::/56")]),
  ip("Guest wireless", false, [v4("198.51.100.192/26")]),
  ip("Hosting providers under watch", false, [v4("203.0.113.0/24"), v6("2001:db8:bad::/48")]),
  countries(locationNames.business, ["NO", "DE", "IE", "BR", "IT", "IN", "AE", "IL", "JP", "CN", "PL", "US", "NG"]),
  countries(locationNames.blocked, ["KP", "SY"], "authenticatorAppGps"),
];

export function makeLocations(state: DemoState): void {
  for (const location of locations) {
    const id = newId(state);
    const made = { id, createdDateTime: drawTime(state), modifiedDateTime: drawTime(state, 1), deletedDateTime: null };
    state.objects.namedLocation.set(id, { ...made, ...location });
  }
}
