import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { namedCloud } from "./named-cloud.ts";
import { nationalCloud } from "./national-clouds.ts";
import { parseCloudFile, readCloudFile } from "./read-cloud-file.ts";

const good = {
  name: "lab",
  authority: "https://login.contoso.example/",
  graph: "https://graph.contoso.example",
  tenantId: "5F1A9C9E-0000-4000-8000-000000000001",
  clientId: "5f1a9c9e-0000-4000-8000-000000000002",
};

describe("cloud file", () => {
  it("is read, with paths relative to the file", () => {
    const cloud = parseCloudFile(JSON.stringify({ ...good, certificate: "keys/app.pem" }), "/etc/reinstate/lab.json");
    expect(cloud).toMatchObject({
      authority: "https://login.contoso.example",
      tenantId: "5f1a9c9e-0000-4000-8000-000000000001",
      certificatePath: "/etc/reinstate/keys/app.pem",
      demo: false,
    });
  });

  it.each([
    [{ authority: "http://login.contoso.example" }, "authority has to be an https address"],
    [{ graph: "https://graph.contoso.example/v1.0" }, "graph has to be an https address of a host alone"],
    [{ graph: "https://:secret@graph.contoso.example" }, "graph has to be an https address of a host alone"],
    [{ tenantId: "common" }, "tenantId has to be an id"],
    [{ name: "" }, "name must not be empty"],
    [{ certificate: "a.pem", secretFile: "b" }, "Keep one of them"],
    [{ clientSecret: "in the open" }, "clientSecret"],
    // What it holds would be sent to whoever wrote the cloud file.
    [{ secretFile: "/home/alice/.ssh/id_ed25519" }, "secretFile has to name a file in its own folder"],
    [{ secretFile: "secrets/../../passphrase.txt" }, "secretFile has to name a file in its own folder"],
    [{ secretFile: "..\\..\\passphrase.txt", authority: "ftp://x" }, "authority has to be"],
  ])("%j is refused with a sentence", (change, words) => {
    const text = JSON.stringify({ ...good, ...change });
    expect(() => parseCloudFile(text, "lab.json")).toThrow(words);
    expect(() => parseCloudFile(text, "lab.json")).not.toThrow("in the open");
  });

  it("says when it is missing or not JSON", async () => {
    await expect(readCloudFile("/does/not/exist.json")).rejects.toMatchObject({ code: "USAGE_NOT_FOUND" });
    expect(() => parseCloudFile("{", "lab.json")).toThrow("is not JSON");
  });

  it("is refused with a sentence when it is nested as deep as a cloud file can be, or names a prototype", () => {
    const deep = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
    for (const text of [deep, `{"name":${deep}}`, JSON.stringify(good).replace('"lab"', deep)]) {
      expect(() => parseCloudFile(text, "lab.json")).toThrow(expect.objectContaining({ code: "USAGE_INVALID" }));
    }
    for (const key of ["__proto__", "constructor", "prototype"]) {
      const text = JSON.stringify(good).replace("{", `{"${key}":{"polluted":true},`);
      expect(() => parseCloudFile(text, "lab.json")).toThrow(expect.objectContaining({ code: "USAGE_INVALID" }));
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each([
    ["UTF-16, as `>` of Windows PowerShell 5.1 writes it", "utf16le"],
    ["UTF-8 with a byte order mark, as Windows editors write it", "utf8"],
  ] as const)("is read in %s", async (_, encoding) => {
    const folder = mkdtempSync(join(tmpdir(), "cloud-"));
    const path = join(folder, "contoso.json");
    writeFileSync(path, `\uFEFF${JSON.stringify({ ...good, name: "Müller" }, null, 2)}\r\n`, encoding);
    expect(await readCloudFile(path)).toMatchObject({ name: "Müller", graph: good.graph });
    rmSync(folder, { recursive: true });
  });

  it("is refused unread when it is far too large", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cloud-"));
    const path = join(folder, "large.json");
    writeFileSync(path, JSON.stringify({ ...good, name: "x".repeat(100_000) }));
    await expect(readCloudFile(path)).rejects.toThrow("too large for a cloud file");
    rmSync(folder, { recursive: true });
  });

  it("a national cloud by name takes its ids from the environment, and says so when they are missing", async () => {
    const environment = { REINSTATE_TENANT_ID: good.tenantId, REINSTATE_CLIENT_ID: good.clientId };
    expect(await namedCloud("us-gov-l5", environment)).toMatchObject({ graph: "https://dod-graph.microsoft.us" });
    await expect(namedCloud("global", {})).rejects.toMatchObject({ code: "USAGE_INVALID" });
    await expect(namedCloud("/does/not/exist.json", environment)).rejects.toMatchObject({ code: "USAGE_NOT_FOUND" });
  });

  it("national clouds have their own hosts", () => {
    const { graph, authority } = nationalCloud("china", { tenantId: good.tenantId, clientId: good.clientId });
    expect([authority, graph]).toEqual(["https://login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn"]);
  });
});
