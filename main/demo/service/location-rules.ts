import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import type { PolicyFault } from "./policy-fault.ts";
import { fault } from "./policy-fault.ts";

const ip = "#microsoft.graph.ipNamedLocation";
const country = "#microsoft.graph.countryNamedLocation";

const allowed: Readonly<Record<string, readonly string[]>> = {
  [ip]: ["displayName", "ipRanges", "isTrusted"],
  [country]: ["displayName", "countriesAndRegions", "countryLookupMethod", "includeUnknownCountriesAndRegions"],
};

const rangeTypes = ["iPv4CidrRange", "iPv6CidrRange", "iPv4Range", "iPv6Range"].map(
  (name) => `#microsoft.graph.${name}`,
);

function bad(message: string): PolicyFault {
  return { code: "BadRequest", message };
}

/** What Graph has against this body of a POST or, with the location in `current`, of a PATCH. Pure. */
export function checkLocationBody(body: JsonObject, current?: JsonObject): PolicyFault | undefined {
  const type = body["@odata.type"];
  const names = typeof type === "string" ? allowed[type] : undefined;
  if (names === undefined) return bad("'@odata.type' of the named location is missing or not known.");
  if (current !== undefined && current["@odata.type"] !== type)
    return bad("The type of a named location cannot change.");
  const strange = Object.keys(body).find((name) => !name.includes("@") && !names.includes(name));
  if (strange !== undefined) {
    return bad(`The property '${strange}' does not exist on type '${String(type).slice(1)}' or cannot be set.`);
  }
  const whole = { ...current, ...body };
  if (typeof whole.displayName !== "string" || whole.displayName === "")
    return fault("1006", "The displayName is missing.");
  return type === ip ? faultOfRanges(whole) : faultOfCountries(whole);
}

function faultOfRanges({ ipRanges, isTrusted = false }: JsonObject): PolicyFault | undefined {
  const ranges: readonly JsonValue[] = Array.isArray(ipRanges) ? ipRanges : [];
  if (ranges.length === 0) return fault("1007", "The location has no IP ranges.");
  if (typeof isTrusted !== "boolean") return bad("isTrusted has to be true or false.");
  const isTyped = (range: JsonValue) => isJsonObject(range) && rangeTypes.includes(String(range["@odata.type"]));
  if (!ranges.every(isTyped)) return bad("Each IP range needs its '@odata.type'.");
  return ranges.every(isRange) ? undefined : fault("1007", "An IP range is not valid.");
}

function isRange(range: JsonValue): boolean {
  if (!isJsonObject(range)) return false;
  const { cidrAddress, lowerAddress, upperAddress } = range;
  const family = String(range["@odata.type"]).includes("iPv6") ? /^[0-9a-f:.]+$/i : /^\d{1,3}(\.\d{1,3}){3}$/;
  if (typeof cidrAddress !== "string")
    return [lowerAddress, upperAddress].every((address) => family.test(String(address)));
  const [address = "", bits = ""] = cidrAddress.split("/");
  return family.test(address) && /^\d{1,3}$/.test(bits) && Number(bits) <= 128;
}

function faultOfCountries({ countriesAndRegions, countryLookupMethod }: JsonObject): PolicyFault | undefined {
  const codes: readonly JsonValue[] = Array.isArray(countriesAndRegions) ? countriesAndRegions : [];
  if (codes.length === 0 || !codes.every((code) => /^[A-Z]{2}$/.test(String(code)))) {
    return fault("1007", "countriesAndRegions have to be two-letter codes.");
  }
  const known =
    countryLookupMethod === undefined ||
    ["clientIpAddress", "authenticatorAppGps"].includes(String(countryLookupMethod));
  return known ? undefined : fault("1007", "countryLookupMethod is not valid.");
}
