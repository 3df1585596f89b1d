import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPageFile } from "./read-page-file.ts";

const folder = mkdtempSync(join(tmpdir(), "reinstate-page-"));
writeFileSync(join(folder, "index.html"), "<!doctype html>");
writeFileSync(join(folder, "secret.pem"), "private");
const origin = "https://app.reinstate.localhost";

describe("page files", () => {
  it("serves the page under its policy", async () => {
    const page = await readPageFile(folder, "GET", `${origin}/`);
    expect(page.status).toBe(200);
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(page.body.toString()).toBe("<!doctype html>");
  });

  it.each([
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc%2fpasswd",
    "/%5c..%5c..%5cwindows",
    "/index.html%00.png",
    "/%E0%A4%A",
    "/secret.pem",
    "/missing.js",
  ])("refuses %s", async (path) => {
    expect((await readPageFile(folder, "GET", origin + path)).status).toBe(404);
  });

  it("refuses anything but reading", async () => {
    expect((await readPageFile(folder, "POST", `${origin}/`)).status).toBe(405);
  });
});
