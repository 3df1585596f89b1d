import { EventEmitter } from "node:events";
import { createReadStream, existsSync } from "node:fs";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import type { ClientRequestConstructorOptions } from "electron";

/** Electron's network: each address is recorded and answered with the folder's file of the same name. Without a folder there is none. */
export function standInNet(folder: string | undefined, record: (what: string, value: unknown) => void) {
  return { request: (options: ClientRequestConstructorOptions) => new StandInRequest(options, folder, record) };
}

class StandInRequest extends EventEmitter {
  readonly #file: string | undefined;

  constructor(
    { protocol, hostname, path = "" }: ClientRequestConstructorOptions,
    folder: string | undefined,
    record: (what: string, value: unknown) => void,
  ) {
    super();
    const url = new URL(path, `${protocol}//${hostname}`);
    record("netRequest", `${url.origin}${url.pathname}`);
    this.#file = folder === undefined ? undefined : join(folder, basename(url.pathname));
  }

  end(): void {
    setImmediate(() => this.#answer());
  }

  abort(): void {}

  #answer(): void {
    if (this.#file === undefined) return void this.emit("error", new Error("net::ERR_INTERNET_DISCONNECTED"));
    const isThere = existsSync(this.#file);
    const body = isThere ? createReadStream(this.#file) : Readable.from([]);
    this.emit("response", Object.assign(body, { statusCode: isThere ? 200 : 404, headers: {} }));
  }
}
