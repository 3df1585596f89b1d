/** As much of jsdom as the tests of written pages look at; the package brings no types. */
declare module "jsdom" {
  export interface PageElement {
    readonly textContent: string | null;
    readonly children: Iterable<PageElement>;
    readonly caption?: PageElement | null;
    getAttribute(name: string): string | null;
    querySelector(selector: string): PageElement | null;
    querySelectorAll(selector: string): Iterable<PageElement> & { readonly length: number };
  }

  export class JSDOM {
    constructor(html: string);
    readonly window: {
      readonly document: PageElement & {
        readonly body: PageElement;
        readonly documentElement: PageElement & { readonly lang: string };
      };
    };
  }
}
