/**
 * The window asks nobody on the network: its files come from the host, and the engine has connections of its own. So it gets a proxy
 * where nobody listens, for loopback addresses as well. That holds also for what the page's policy has no word for: looking up
 * names ahead of time, and connections between peers (WebRTC), which have to go through that proxy or not at all.
 */
export const nobodysProxy = { rules: "http://127.0.0.1:9", bypass: "<-loopback>" } as const;

/** WebRTC without UDP of its own: all that is left goes through the proxy. */
export const peerPolicy = "disable_non_proxied_udp";
