import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile } from "node:fs/promises";
import type { RequestListener, Server } from "node:http";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { textWithin, transportFetch, unreachable } from "./transport-fetch.ts";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}/v1.0/users?$select=id`;
}

/** Node can read certificates but not make them. */
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

describe("transportFetch", () => {
  it("carries method, address, headers and body, and the answer with lower-case header names", async () => {
    const url = await serve(async (request, response) => {
      const parts = await request.toArray();
      response.writeHead(429, { "Retry-After": "7", "Content-Type": "application/json" });
      response.end(
        JSON.stringify({
          method: request.method,
          url: request.url,
          from: request.headers["x-test"],
          body: String(parts),
        }),
      );
    });
    const answer = await transportFetch({ method: "PATCH", url, headers: { "X-Test": "1" }, body: '{"name":"Zoë"}' });
    expect([answer.status, answer.headers["retry-after"]]).toEqual([429, "7"]);
    expect(JSON.parse(answer.body)).toEqual({
      method: "PATCH",
      url: "/v1.0/users?$select=id",
      from: "1",
      body: '{"name":"Zoë"}',
    });
  });

  it("follows no redirect, so that a token never does", async () => {
    const url = await serve((_request, response) =>
      response.writeHead(302, { location: "https://evil.example/" }).end(),
    );
    expect(await transportFetch({ method: "GET", url, headers: {} })).toMatchObject({ status: 302 });
  });

  it("stops reading an answer that grows without end, packed small as it may be", async () => {
    const bomb = gzipSync(Buffer.alloc(4_000_000, " "));
    expect(bomb.length).toBeLessThan(10_000);
    const url = await serve((_request, response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end(bomb));
    expect(await textWithin(await fetch(url), 4_000_000)).toHaveLength(4_000_000);
    const error = await textWithin(await fetch(url), 3_999_999).catch((refused: unknown) => refused);
    expect(unreachable(error, "graph.contoso.example", false)).toMatchObject({
      retryable: false,
      details: "large, ANSWER_TOO_LARGE",
    });
  });

  it("tells a broken connection, which may be tried again", async () => {
    const url = await serve((request) => request.socket.destroy());
    const work = transportFetch({ method: "GET", url, headers: {} });
    await expect(work).rejects.toMatchObject({
      code: "TENANT_UNREACHABLE",
      retryable: true,
      details: expect.stringContaining("broken"),
    });
  });

  it.skipIf(!hasOpenssl)("tells a certificate that is not trusted", async () => {
    const key = join(await mkdtemp(join(tmpdir(), "reinstate-")), "key.pem");
    const options = [
      "-subj",
      "/CN=127.0.0.1",
      "-days",
      "1",
      "-nodes",
      "-newkey",
      "rsa:2048",
      "-keyout",
      key,
      "-out",
      `${key}.crt`,
    ];
    execFileSync("openssl", ["req", "-x509", ...options], { stdio: "ignore" });
    const port = await listen(createSecureServer({ key: await readFile(key), cert: await readFile(`${key}.crt`) }));
    const work = transportFetch({ method: "GET", url: `https://127.0.0.1:${port}/`, headers: {} });
    await expect(work).rejects.toMatchObject({ retryable: false, details: expect.stringContaining("tls") });
  });

  it("gives up a request that hung while the computer slept, and it may be tried again", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] });
    try {
      const asked = Promise.withResolvers<void>();
      const url = await serve(() => asked.resolve());
      const work = transportFetch({ method: "GET", url, headers: {} });
      const ended = expect(work).rejects.toMatchObject({ code: "TENANT_UNREACHABLE", retryable: true });
      await asked.promise;
      vi.advanceTimersByTime(60_000);
      expect(vi.getTimerCount()).toBe(1);
      vi.setSystemTime(Date.now() + 8 * 3_600_000);
      vi.advanceTimersByTime(2000);
      await ended;
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it("stops when it is cancelled while it waits for the answer", async () => {
    const stop = new AbortController();
    const url = await serve(() => stop.abort());
    const work = transportFetch({ method: "GET", url, headers: {}, signal: stop.signal });
    await expect(work).rejects.toMatchObject({ code: "CANCELLED" });
  });
});

describe("unreachable", () => {
  it.each(["read", "write"])(
    "a network that went away under a connection (%s) is a broken connection: the request may have arrived",
    (syscall) => {
      const lost = Object.assign(new Error(), { code: "EHOSTUNREACH", syscall });
      expect(unreachable(new TypeError("fetch failed", { cause: lost }), "graph.contoso.example", false)).toMatchObject(
        {
          retryable: true,
          details: "broken, EHOSTUNREACH",
        },
      );
      const never = Object.assign(new Error(), { code: "EHOSTUNREACH", syscall: "connect" });
      expect(unreachable(never, "graph.contoso.example", false).details).toBe("refused, EHOSTUNREACH");
    },
  );

  it("says the host and never the address, and finds the reason however deep it lies", () => {
    const deep = new TypeError("fetch failed", {
      cause: new AggregateError([Object.assign(new Error(), { code: "ECONNREFUSED" })]),
    });
    const error = unreachable(deep, "graph.contoso.example", false);
    expect(error.message).toMatch(/^graph\.contoso\.example refused/);
    // What fetch throws when the proxy answers CONNECT with 407.
    const tunnel = new Error("Proxy response (407) !== 200 when HTTP Tunneling");
    const proxied = new TypeError("fetch failed", { cause: new Error("Request was cancelled.", { cause: tunnel }) });
    expect(unreachable(proxied, "h", false)).toMatchObject({ retryable: false, details: "proxy, PROXY_407" });
    expect(unreachable(new Error("odd"), "h", false)).toMatchObject({ code: "TENANT_UNREACHABLE", details: "unknown" });
    expect(unreachable(new Error("aborted"), "h", true)).toMatchObject({
      retryable: true,
      details: "timeout, ETIMEDOUT",
    });
  });
});
