import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { FuseV1Options } from "@electron/fuses";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fuses } from "./fuses.ts";
import { preparePackage } from "./prepare-package.ts";
import { channelSettings, outcomeOf } from "./run-builder.ts";
import { shippedPackages } from "./shipped-packages.ts";
import type { StagedFile } from "./stage.ts";
import { type PackedStandIn, packStandIn } from "./testing/pack-stand-in.ts";

const root = join(import.meta.dirname, "../..");
const prepared = join(root, "dist/package");
/** Outside the project: nothing can be found there but what ships. */
const folder = mkdtempSync(join(tmpdir(), "reinstate-package-"));
const staged = join(folder, "stage");
let files: readonly StagedFile[];

beforeAll(async () => {
  const setup = JSON.stringify(join(root, "build/setup.mjs"));
  execFileSync(process.execPath, ["--input-type=module", "-e", `(await import(${setup})).ensureBuilt()`]);
  files = await preparePackage(prepared);
  cpSync(prepared, folder, { recursive: true, filter: (path) => path !== join(prepared, "out") });
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("what is staged", () => {
  it("holds bundles and the native module, and no source, test, map or secret", () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toContain("main/electron-main.js");
    expect(paths).toContain("main/engine-worker.js");
    expect(paths).toContain("preload/index.cjs");
    expect(paths).toContain("renderer/index.html");
    const kinds = new Set(paths.map((path) => path.replace(/^.*\/|^[^/.]*$/gu, "").replace(/^.*\./u, "")));
    expect([...kinds].sort()).toEqual(["", "LICENSE", "cjs", "css", "html", "js", "json", "node", "png", "svg", "ttf"]);
    expect(paths.filter((path) => /\.test\.|testing|fixture|\.env|fake|\.d\.ts|tsconfig/iu.test(path))).toEqual([]);
    expect(
      paths.filter((path) => path.startsWith("node_modules/") && !/^node_modules\/better-sqlite3-m/u.test(path)),
    ).toEqual([]);
  });

  it("names nothing of the machine it was built on, and holds no key", async () => {
    for (const { path } of files.filter(({ path }) => !path.endsWith(".node"))) {
      const text = readFileSync(join(staged, path), "utf8");
      expect(text.includes(root), path).toBe(false);
      expect(text, path).not.toMatch(/-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}/u);
      expect(text, path).not.toMatch(/sourceMappingURL=(?!data:)[^\s"'`$]+\.map/u);
    }
  });

  it("lists each file with its checksum", () => {
    const lines = readFileSync(join(folder, "files.sha256"), "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(files.length);
    for (const line of lines) {
      const [sum, path = ""] = line.split("  ");
      expect(
        createHash("sha256")
          .update(readFileSync(join(staged, path)))
          .digest("hex"),
        path,
      ).toBe(sum);
    }
  });

  it("has the metadata of the release and nothing of the development", () => {
    const metadata = JSON.parse(readFileSync(join(staged, "package.json"), "utf8"));
    const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(metadata).toMatchObject({ name: own.name, version: own.version, license: own.license, type: "module" });
    expect(files.map(({ path }) => path)).toContain(metadata.main);
    expect(Object.keys(metadata.dependencies)).toEqual(["better-sqlite3-multiple-ciphers"]);
    expect(metadata).not.toHaveProperty("scripts");
    expect(metadata).not.toHaveProperty("devDependencies");
  });
});

describe("the command line of the installed application", { timeout: 180_000 }, () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(staged, "main/electron-main.js"), ...args], { cwd: folder });

  it("shows its help and version from the staged files alone", async () => {
    expect((await run("--help")).stdout).toContain("Usage: reinstate");
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect((await run("--version")).stdout).toBe(`${version}\n`);
  });

  it("takes snapshots, compares, exports and proves with them", async () => {
    const vault = join(folder, "vault");
    const exported = join(folder, "tenant.age");
    await run("demo", "--users", "50", "--vault", vault, "--quiet");
    const demo = ["--cloud", "demo", "--vault", vault];
    expect(JSON.parse((await run(...demo, "check", "--json")).stdout)).toMatchObject({ ok: true });
    await run(...demo, "export", "1", exported);
    expect(readFileSync(exported, "latin1").startsWith("age-encryption.org/v1\n")).toBe(true);
  });

  it("ends with the exit code of the command", async () => {
    await expect(run("--vault", join(folder, "none"), "snapshots")).rejects.toMatchObject({ code: 2 });
    await expect(run("snapshotz")).rejects.toMatchObject({ code: 2 });
  });
});

describe("the bill of materials and the licences", () => {
  it("is valid CycloneDX and names what scanners look for", async () => {
    const text = readFileSync(join(folder, "sbom.cdx.json"), "utf8");
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
    const { components } = JSON.parse(text);
    const names = components.map(({ group, name }: { group?: string; name: string }) =>
      [group, name].filter(Boolean).join("/"),
    );
    for (const name of ["electron", "react", "@azure/msal-node", "better-sqlite3-multiple-ciphers", "SQLite", "zod"])
      expect(names).toContain(name);
    expect(names).not.toContain("vitest");
  });

  it("has a licence that may be shipped, with its text, for every part", () => {
    const allowed = new Set([
      "MIT",
      "ISC",
      "BSD-2-Clause",
      "BSD-3-Clause",
      "Apache-2.0",
      "0BSD",
      "BlueOak-1.0.0",
      "Python-2.0",
      "blessing",
    ]);
    for (const { name, licence, text } of shippedPackages()) {
      expect(allowed, `${name}: ${licence}`).toContain(licence);
      expect(text.length, name).toBeGreaterThan(100);
    }
    const shown = JSON.parse(readFileSync(join(staged, "renderer/licences.json"), "utf8"));
    const [chromium, ...others] = shown;
    expect(others.map(({ name }: { name: string }) => name)).toEqual(shippedPackages().map(({ name }) => name));
    expect(`${chromium.name} ${chromium.text}`).toMatch(/Chromium.*LICENSES\.chromium\.html/su);
  });

  it("is covered by `npm audit --omit=dev`: nothing that ships is a development's dependency", () => {
    const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
    const missed = shippedPackages().filter(
      ({ folder, name }) => name !== "electron" && folder !== undefined && packages[folder]?.dev === true,
    );
    expect(missed.map(({ name }) => name)).toEqual([]);
  });
});

describe("icons", () => {
  it("are drawn for each platform in the sizes it asks for", () => {
    const ico = readFileSync(join(folder, "icons/icon.ico"));
    expect(ico.readUInt16LE(4)).toBe(7);
    const last = 6 + 16 * 6;
    expect(
      ico
        .subarray(ico.readUInt32LE(last + 12))
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    expect(ico.readUInt32LE(last + 12) + ico.readUInt32LE(last + 8)).toBe(ico.length);
    const icns = readFileSync(join(folder, "icons/icon.icns"));
    expect(icns.toString("latin1", 0, 4)).toBe("icns");
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    expect(icns.includes("ic10")).toBe(true);
    const png = readFileSync(join(folder, "icons/linux/512x512.png"));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([512, 512]);
  });
});

describe("electron-builder, over a stand-in for Electron's binary", { timeout: 180_000 }, () => {
  let packed: PackedStandIn;
  beforeAll(async () => {
    packed = await packStandIn(folder);
  }, 180_000);

  it("packs an archive, leaves only the native binary of its platform outside, and sets every fuse", async () => {
    const { fuseWire, inArchive, outside, besideProgram } = packed;
    expect(inArchive).toContain("/main/electron-main.js");
    expect(inArchive.filter((path) => path.endsWith(".node"))).toEqual([
      "/node_modules/better-sqlite3-multiple-ciphers/prebuilds/linux-x64.node",
    ]);
    expect(outside).toEqual(["node_modules/better-sqlite3-multiple-ciphers/prebuilds/linux-x64.node"]);
    // About names it.
    expect(besideProgram).toEqual(expect.arrayContaining(["LICENSES.chromium.html", "LICENSE.electron.txt"]));
    for (const [fuse, name] of Object.entries(FuseV1Options).filter(([key]) => /^\d+$/u.test(key))) {
      const wanted = fuses[Number(fuse) as FuseV1Options];
      expect(fuseWire[Number(fuse) as FuseV1Options], String(name)).toBe((wanted ? "1" : "0").charCodeAt(0));
    }
  });

  it("comes to a deb, an rpm and an AppImage whose launcher leaves the sandbox on, and takes nothing of a link for an option", () => {
    expect(packed.launchers).toHaveLength(3);
    const { desktopName } = JSON.parse(readFileSync(join(staged, "package.json"), "utf8"));
    for (const { name, content } of packed.launchers) {
      const [, command] = /^Exec=(.*)$/mu.exec(content) ?? [];
      expect(["/opt/Reinstate/reinstate -- %U", "AppRun -- %U"]).toContain(command);
      // Electron finds its own launcher by this name, for the icon, notifications and the number on the badge.
      expect(name).toBe(desktopName);
      expect(content).toContain(`\nStartupWMClass=${desktopName.replace(/\.desktop$/u, "")}\n`);
      expect(content).toContain("MimeType=application/x-age;x-scheme-handler/reinstate;");
    }
  });

  it("stops when Electron has a fuse that nobody decided on", async () => {
    const unknown = Object.keys(FuseV1Options).length / 2 + 1;
    await expect(packStandIn(folder, unknown)).rejects.toThrow(/strictlyRequireAllFuses/u);
  });
});

it.each([
  ["packed", 0, "  • building        target=deb"],
  ["unreachable", 1, "  ⨯ getaddrinfo ENOTFOUND github.com  failedTask=build"],
  ["unreachable", 1, "  ⨯ self-signed certificate in certificate chain"],
  ["unreachable", 1, "HTTPError: Response code 403 (Forbidden)"],
  ["failed", 1, "SignTool Error: CERT_E_UNTRUSTEDROOT"],
  ["failed", 1, "  ⨯ Please specify project homepage"],
  ["failed", 1, "strictlyRequireAllFuses is set, but a fuse is not"],
  ["failed", null, ""],
])("tells that it was %s from exit code %j and %j", (outcome, code, said) => {
  expect(outcomeOf(code, said)).toBe(outcome);
});

describe("the configuration", () => {
  const config = readFileSync(join(root, "electron-builder.yml"), "utf8");

  it("hardens macOS and loosens one thing only", () => {
    expect(config).toContain("hardenedRuntime: true");
    const entitlements = readFileSync(join(root, "build/package/entitlements.mac.plist"), "utf8");
    expect([...entitlements.matchAll(/<key>(.*)<\/key>/gu)].map(([, key]) => key)).toEqual([
      "com.apple.security.cs.allow-jit",
    ]);
  });

  it("makes one installer a processor for Windows, and none for both of twice the size", () => {
    const [, nsis = ""] = /^nsis:\n((?: .*\n)+)/mu.exec(config) ?? [];
    expect(nsis).toContain("buildUniversalInstaller: false");
    expect(config).toMatch(/^artifactName: .*\$\{arch\}/mu);
  });

  it("takes an update channel over https only", () => {
    expect(channelSettings(undefined)).toEqual([]);
    expect(channelSettings("https://updates.example.com/reinstate")).toContain(
      "--config.publish.url=https://updates.example.com/reinstate",
    );
    expect(() => channelSettings("http://updates.example.com")).toThrow(/https/u);
    expect(() => channelSettings("updates")).toThrow(/https/u);
  });
});
