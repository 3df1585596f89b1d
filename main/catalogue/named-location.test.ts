import { describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { namedLocationDefinition } from "./named-location.ts";

const ip = { "@odata.type": "#microsoft.graph.ipNamedLocation" };
const country = { "@odata.type": "#microsoft.graph.countryNamedLocation" };
const location = (properties: JsonObject): DirectoryObject => ({
  type: "namedLocation",
  id: "l1",
  properties,
  links: {},
});
const body = (promised: JsonObject, expected: JsonObject) =>
  namedLocationDefinition.updateRequests("l1", promised, expected)[0]?.body;

describe("writing named locations", () => {
  it("says what kind the location and each range is", () => {
    const ranges = [
      { cidrAddress: "10.0.0.0/8" },
      { cidrAddress: "2001:db8::/32" },
      { lowerAddress: "1.1.1.1", upperAddress: "1.1.1.9" },
    ];
    expect(body({ ...ip, ipRanges: ranges }, { ...ip, ipRanges: [] })).toEqual({
      ...ip,
      ipRanges: [
        { "@odata.type": "#microsoft.graph.iPv4CidrRange", cidrAddress: "10.0.0.0/8" },
        { "@odata.type": "#microsoft.graph.iPv6CidrRange", cidrAddress: "2001:db8::/32" },
        { "@odata.type": "#microsoft.graph.iPv4Range", lowerAddress: "1.1.1.1", upperAddress: "1.1.1.9" },
      ],
    });
    expect(body({ ...country, displayName: "A" }, { ...country, displayName: "B" })).toEqual({
      ...country,
      displayName: "A",
    });
  });

  it("sends no empty look-up method, no trust for countries and no empty name (fault C14)", () => {
    const promised = { ...country, displayName: null, countryLookupMethod: null, isTrusted: true };
    const expected = { ...country, displayName: "A", countryLookupMethod: "authenticatorAppGps" };
    expect(body(promised, expected)).toEqual({ ...country, countryLookupMethod: "clientIpAddress" });
    const again = namedLocationDefinition.createRequest(
      location({
        ...country,
        displayName: "EU",
        countriesAndRegions: ["DE"],
        isTrusted: false,
        countryLookupMethod: "",
      }),
    );
    expect(again?.body).toEqual({
      ...country,
      displayName: "EU",
      countriesAndRegions: ["DE"],
      countryLookupMethod: "clientIpAddress",
    });
  });

  it("tells the kind by the content where an exported file lost it", () => {
    const request = namedLocationDefinition.createRequest(
      location({ displayName: "A", ipRanges: [{ cidrAddress: "1.1.1.1/32" }] }),
    );
    expect(request?.body).toMatchObject(ip);
    expect(namedLocationDefinition.blocked(location({ countriesAndRegions: [] }))).toBeUndefined();
  });

  it("sees a trusted location untrusted before it deletes it (fault C17)", () => {
    expect(namedLocationDefinition.deleteRequests(location({ ...ip, isTrusted: true }))).toMatchObject([
      { method: "PATCH", body: { ...ip, isTrusted: false }, awaitVisible: true },
      { method: "DELETE", path: "/identity/conditionalAccess/namedLocations/l1" },
    ]);
    expect(namedLocationDefinition.deleteRequests(location({ ...ip, isTrusted: false }))).toHaveLength(1);
    expect(namedLocationDefinition.deleteRequests(location(country))).toHaveLength(1);
  });

  it("leaves the locations alone that Microsoft makes", () => {
    const network = location({ "@odata.type": "#microsoft.graph.compliantNetworkNamedLocation", isTrusted: true });
    expect(namedLocationDefinition.blocked(network)?.reason).toMatch(/Microsoft/);
    expect(namedLocationDefinition.createRequest(network)).toBeUndefined();
  });
});
