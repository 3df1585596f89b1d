import type { AutostartState } from "../../preload/contract/autostart.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Errand } from "./engine-messages.ts";
import { isSignInAddress } from "./is-sign-in-address.ts";
import type { HostPorts } from "./ports.ts";

/** Does for the engine what only a host can do, and closes a question that it withdraws. */
export class HostErrands {
  readonly #ports: HostPorts;
  readonly #open = new Map<number, AbortController>();

  constructor(ports: HostPorts) {
    this.#ports = ports;
  }

  /** Undefined if the host could not do it or the person did not want it. */
  async run(ask: number, errand: Errand): Promise<string | undefined> {
    const abort = new AbortController();
    this.#open.set(ask, abort);
    try {
      return await this.#reach(errand, abort.signal);
    } catch (error) {
      if (error instanceof ReinstateError) return undefined;
      throw error;
    } finally {
      this.#open.delete(ask);
    }
  }

  withdraw(ask: number): void {
    this.#open.get(ask)?.abort();
  }

  async #reach(errand: Errand, signal: AbortSignal): Promise<string | undefined> {
    if (errand.what === "confirmPlan") return this.#ports.confirmPlan(errand.question, signal);
    if (errand.what === "chooseExistingFile") return this.#ports.chooseExistingFile(errand.fileKind, signal);
    if (errand.what === "autostart") return this.#autostart(errand.argument);
    if (errand.what === "keystore") return (await this.#ports.keyStore?.isAvailable()) === true ? "ready" : undefined;
    if (errand.what === "chooseFile") return this.#ports.chooseFile(errand.argument);
    if (errand.what !== "openExternal") return this.#toKeyStore(errand.what, errand.argument);
    if (!isSignInAddress(errand.argument, errand.authority)) return "refused";
    return this.#openExternal(errand.argument);
  }

  /** Where there is no browser the system says so in words of its own, and whoever waits for it would wait for good. */
  async #openExternal(url: string): Promise<string | undefined> {
    try {
      await this.#ports.openExternal(url);
      return "opened";
    } catch {
      return undefined;
    }
  }

  async #autostart(wanted: "read" | "on" | "off"): Promise<AutostartState | undefined> {
    const { autostart } = this.#ports;
    if (wanted !== "read") await autostart?.write(wanted === "on");
    return autostart?.read();
  }

  /** Whatever the system says against it is a refusal: its words may name the person. */
  async #toKeyStore(what: "seal" | "unseal", argument: string): Promise<string | undefined> {
    const { keyStore } = this.#ports;
    const content = Buffer.from(argument, "base64");
    const anew: Uint8Array[] = [];
    const given = what === "seal" ? keyStore?.seal(content) : keyStore?.open(content, (sealed) => anew.push(sealed));
    const answer = await given?.catch(() => undefined);
    if (answer === undefined) return undefined;
    return [answer, ...anew].map((bytes) => Buffer.from(bytes).toString("base64")).join(" ");
  }
}
