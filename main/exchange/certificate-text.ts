import { X509Certificate } from "node:crypto";

/** Longer than any id, name or thumbprint. */
const shortest = 200;
const base64 = /^[A-Za-z0-9+/\r\n]+={0,2}$/u;

/** What a person can check of a certificate, or how long some other base64 is; undefined for any other text. */
export function certificateText(text: string): string | undefined {
  if (text.length < shortest || !base64.test(text)) return undefined;
  const certificate = certificateIn(text);
  if (certificate === undefined) return `${text.slice(0, 16)}… (${text.length} characters of base64)`;
  const { subject, validTo, fingerprint } = certificate;
  return `certificate of ${subject.replaceAll("\n", ", ")}, valid until ${validTo}, SHA-1 ${fingerprint.replaceAll(":", "")}`;
}

function certificateIn(text: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(text, "base64"));
  } catch {
    return undefined;
  }
}
