import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Node can read certificates but not make them. */
export const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

/** A certification authority of the test's own; `certificatePath` is what NODE_EXTRA_CA_CERTS names. */
export interface Authority {
  readonly certificatePath: string;
  /** Key and certificate for these names, valid from now on for so many days (none: it ended yesterday). */
  issue(names: readonly string[], days?: number): { readonly key: string; readonly cert: string };
}

export function makeAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-authority-"));
  const path = (name: string) => join(folder, name);
  openssl(
    "req",
    "-x509",
    "-subj",
    "/CN=Contoso Inspection",
    "-days",
    "2",
    ...newKey(path("ca.key")),
    "-out",
    path("ca.pem"),
  );
  let issued = 0;

  return {
    certificatePath: path("ca.pem"),
    issue(names, days = 1) {
      issued += 1;
      const [key, request, cert] = ["key", "csr", "crt"].map((ending) => path(`${issued}.${ending}`)) as [
        string,
        string,
        string,
      ];
      writeFileSync(path("names"), `subjectAltName=${names.map((name) => `DNS:${name}`).join(",")}\n`);
      openssl("req", "-subj", "/CN=server", ...newKey(key), "-out", request);
      const by = ["-CA", path("ca.pem"), "-CAkey", path("ca.key"), "-CAcreateserial", "-extfile", path("names")];
      openssl("x509", "-req", "-in", request, ...by, "-days", String(days), "-out", cert);
      return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
    },
  };
}

function newKey(path: string): readonly string[] {
  return ["-nodes", "-newkey", "rsa:2048", "-keyout", path];
}

function openssl(...words: readonly string[]): void {
  execFileSync("openssl", words, { stdio: "ignore" });
}
