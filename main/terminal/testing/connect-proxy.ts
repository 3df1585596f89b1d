import { createServer, type Server } from "node:http";
import { connect } from "node:net";

export interface ConnectProxy {
  readonly server: Server;
  /** What was asked for, as `host:port`, and with which Proxy-Authorization. */
  readonly asked: { readonly target: string; readonly authorization: string | undefined }[];
  /** The status that every CONNECT is refused with; undefined: it is let through. */
  refuseWith: number | undefined;
}

/** A real proxy that knows CONNECT. Whatever host is asked for lies at `port` of this computer. */
export function createConnectProxy(port: () => number): ConnectProxy {
  const proxy: ConnectProxy = {
    server: createServer((_request, response) => response.writeHead(400).end()),
    asked: [],
    refuseWith: undefined,
  };
  proxy.server.on("connect", (request, client, head: Buffer) => {
    proxy.asked.push({ target: request.url ?? "", authorization: request.headers["proxy-authorization"] });
    if (proxy.refuseWith !== undefined) {
      client.end(`HTTP/1.1 ${proxy.refuseWith} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    const upstream = connect(port(), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    for (const [one, other] of [
      [upstream, client],
      [client, upstream],
    ] as const)
      one.on("error", () => other.destroy());
  });
  return proxy;
}
