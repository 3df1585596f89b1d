import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { DemoState, MutableJsonObject } from "../demo-state.ts";
import { graphTime, newId } from "../demo-state.ts";
import { draw, drawBase64, drawBelow } from "./draw.ts";

const yearMs = 365 * 86_400_000;

function lifetime(state: DemoState): { readonly startDateTime: string; readonly endDateTime: string } {
  const start = state.clockMs - drawBelow(state, yearMs);
  return { startDateTime: graphTime(start), endDateTime: graphTime(start + 2 * yearMs) };
}

/** Bytes that look like a certificate's public part; nothing here can sign. */
export function certificate(state: DemoState, name: string): JsonObject {
  return {
    keyId: newId(state),
    customKeyIdentifier: drawBase64(state, 20),
    displayName: `CN=${name}`,
    type: "AsymmetricX509Cert",
    usage: "Verify",
    key: `MIIC${drawBase64(state, 540)}`,
    ...lifetime(state),
  };
}

export function secret(state: DemoState): JsonObject {
  const shown = {
    displayName: draw(state, ["pipeline", "rotated by hand", "2025"]),
    hint: drawBase64(state, 3).slice(0, 3),
  };
  return { keyId: newId(state), customKeyIdentifier: null, secretText: null, ...shown, ...lifetime(state) };
}

export function federatedCredentials(state: DemoState, name: string): readonly MutableJsonObject[] {
  const repository = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return ["main", "release"].slice(0, 1 + drawBelow(state, 2)).map((branch) => ({
    id: newId(state),
    name: `deploy-${branch}`,
    issuer: "https://token.actions.githubusercontent.com",
    subject: `repo:nordwind/${repository}:ref:refs/heads/${branch}`,
    description: `Deployment from ${branch}`,
    audiences: ["api://AzureADTokenExchange"],
  }));
}
