/** One third-party part of the product, as About shows it. A built window has the list at `/licences.json`. */
export interface LicenceNotice {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
  /** The licence and notices as its authors wrote them, with line breaks. */
  readonly text: string;
}
