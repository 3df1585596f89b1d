/** One way in which a host cannot be reached, by the codes of Node, undici and OpenSSL. */
export interface FailureKind {
  readonly name: "dns" | "refused" | "tls" | "proxy" | "timeout" | "broken" | "large" | "unknown";
  readonly codes: RegExp;
  /** Whether a second attempt may do. */
  readonly passing: boolean;
  /** What it means and what to do, after the host's name. */
  readonly sentence: string;
}

export const unknownFailure: FailureKind = {
  name: "unknown",
  codes: /^/,
  passing: false,
  sentence: "could not be reached. Check the network and the cloud's settings.",
};

export const brokenConnection: FailureKind = {
  name: "broken",
  codes: /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_ABORTED)$/,
  passing: true,
  sentence: "broke the connection. Try again.",
};

/** The first that fits. */
export const failureKinds: readonly FailureKind[] = [
  {
    name: "proxy",
    codes: /^PROXY_407$|PROXY_AUTH/,
    passing: false,
    sentence:
      "is behind a proxy that wants a name and a password (407). Put them into HTTPS_PROXY (http://name:password@proxy:8080); a proxy with Windows sign-in (NTLM, Kerberos) needs a local one in front of it.",
  },
  {
    name: "proxy",
    codes: /^PROXY_E/,
    passing: false,
    sentence: "is to be reached through a proxy that does not answer. Check the address in HTTPS_PROXY.",
  },
  {
    name: "proxy",
    codes: /PROXY|UND_ERR_PRX/,
    passing: false,
    sentence:
      "is behind a proxy that refused to connect to it. Have the host allowed there, or name it in NO_PROXY if it can be reached directly.",
  },
  {
    name: "dns",
    codes: /^(ENOTFOUND|ENODATA|EAI_NONAME)$/,
    passing: false,
    sentence: "is not known here (DNS). Check the network and the cloud's settings; behind a proxy set HTTPS_PROXY.",
  },
  { name: "dns", codes: /^EAI_AGAIN$/, passing: true, sentence: "could not be looked up (DNS). Check the network." },
  {
    name: "refused",
    codes: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EACCES|EPERM)$/,
    passing: false,
    sentence: "refused the connection. A firewall may be in between; behind a proxy set HTTPS_PROXY.",
  },
  {
    name: "tls",
    codes: /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/,
    passing: false,
    sentence:
      "showed a certificate that is not valid today (TLS). Check the clock of this computer; if it is right, the certificate has to be renewed.",
  },
  {
    name: "tls",
    codes: /ALTNAME_INVALID|HOSTNAME_MISMATCH/,
    passing: false,
    sentence:
      "showed a certificate of another name (TLS): something else answers in its place. Check the cloud's settings and the network; a sign-in page of the network may be in between.",
  },
  {
    name: "tls",
    codes: /CERT|SELF_SIGNED|UNABLE_TO_/,
    passing: false,
    sentence:
      "showed a certificate that is not trusted here (TLS). If the network inspects traffic, name its root certificate in NODE_EXTRA_CA_CERTS.",
  },
  {
    name: "tls",
    codes: /ERR_TLS|ERR_SSL|EPROTO/,
    passing: false,
    sentence:
      "could not agree with this computer on a secure connection (TLS). Something that does not speak TLS may be in between; check the network and the proxy.",
  },
  { name: "timeout", codes: /TIMEDOUT|TIMEOUT/, passing: true, sentence: "did not answer in time. Try again." },
  brokenConnection,
  {
    name: "large",
    codes: /^ANSWER_TOO_LARGE$/,
    passing: false,
    sentence:
      "answered with more than 128 MB, which neither Graph nor the sign-in does: something else answers in its place. Check the cloud's settings and the network.",
  },
];
