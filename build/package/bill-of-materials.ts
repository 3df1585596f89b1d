import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import type { ShippedPackage } from "./shipped-packages.ts";

const root = join(import.meta.dirname, "../..");

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
}

/** CycloneDX 1.6 as JSON: what really ships, each part with its licence, where it came from and its checksum. */
export function billOfMaterials(packages: readonly ShippedPackage[], now: Date): string {
  const { name, version, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const locked: Readonly<Record<string, Locked>> = JSON.parse(
    readFileSync(join(root, "package-lock.json"), "utf8"),
  ).packages;
  const product = new Models.Component(Enums.ComponentType.Application, name, {
    version,
    bomRef: `${name}@${version}`,
    licenses: new Models.LicenseRepository([new Models.SpdxLicense(license)]),
  });
  const components = packages.map((shipped) => componentOf(shipped, locked[shipped.folder ?? ""] ?? {}));
  for (const component of components) product.dependencies.add(component.bomRef);
  const bom = new Models.Bom({
    serialNumber: `urn:uuid:${randomUUID()}`,
    metadata: new Models.Metadata({ timestamp: now, component: product }),
    components: new Models.ComponentRepository(components),
  });
  const factory = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return new Serialize.JsonSerializer(factory).serialize(bom, { sortLists: true, space: 2 });
}

function componentOf(shipped: ShippedPackage, { resolved, integrity }: Locked): Models.Component {
  const { name, version, licence, folder } = shipped;
  const [group, short] = name.startsWith("@") ? name.split("/") : [undefined, name];
  const type = name === "electron" ? Enums.ComponentType.Framework : Enums.ComponentType.Library;
  const component = new Models.Component(type, short ?? name, {
    ...(group === undefined ? {} : { group }),
    version,
    bomRef: folder === undefined ? `${name}@${version}` : `${folder}@${version}`,
    licenses: new Models.LicenseRepository([new Models.LicenseExpression(licence)]),
    ...(folder === undefined ? {} : { purl: `pkg:npm/${name.replace("@", "%40")}@${version}` }),
  });
  const [algorithm, checksum] = integrity?.split("-") ?? [];
  if (algorithm === "sha512" && checksum !== undefined) {
    component.hashes.set(Enums.HashAlgorithm["SHA-512"], Buffer.from(checksum, "base64").toString("hex"));
  }
  if (resolved !== undefined) {
    component.externalReferences.add(new Models.ExternalReference(resolved, Enums.ExternalReferenceType.Distribution));
  }
  return component;
}
