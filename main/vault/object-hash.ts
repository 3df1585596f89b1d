import { canonicalJson } from "../../preload/contract/canonical-json.ts";
import { GrowingBytes } from "./growing-bytes.ts";
import { type Hash, sha256 } from "./sha256.ts";

/**
 * Writes objects as canonical JSON into one buffer and hashes them there. The four keys of an object are in canonical
 * order already, so that the text is put together from its parts and the bytes of `properties` can be cut out of it.
 */
export class ObjectHasher {
  readonly #bytes = new GrowingBytes(1 << 20);
  #propertiesStart = 0;
  #propertiesEnd = 0;

  /** `linksText` and `properties` in canonical JSON, the latter as text or as UTF-8. */
  hash(type: string, id: string, linksText: string, properties: string | Uint8Array): Hash {
    const bytes = this.#bytes;
    bytes.clear();
    bytes.text(`{"id":${canonicalJson(id)},"links":${linksText},"properties":`);
    this.#propertiesStart = bytes.length;
    if (typeof properties === "string") bytes.text(properties);
    else bytes.bytes(properties);
    this.#propertiesEnd = bytes.length;
    bytes.bytes(endOf(type));
    return sha256(bytes.view());
  }

  /** The UTF-8 of the properties that were hashed last; valid until the next hash. */
  properties(): Buffer {
    return this.#bytes.view(this.#propertiesStart, this.#propertiesEnd);
  }
}

const ends = new Map<string, Buffer>();

/** There are few types: the end of their objects' text is encoded once. */
function endOf(type: string): Buffer {
  let end = ends.get(type);
  if (end === undefined) {
    end = Buffer.from(`,"type":${canonicalJson(type)}}`, "utf8");
    if (ends.size < 64) ends.set(type, end);
  }
  return end;
}
