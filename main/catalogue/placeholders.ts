/**
 * Stands for the cloud's Graph address (`https://graph.microsoft.com`) in the absolute links that `@odata.id` and
 * `@odata.bind` want. Writers are pure and know no cloud: the apply stage puts the address in before it sends a body.
 */
export const graphPlaceholder = "{graph}";

/** Stands for a new random password in the body that creates a user; the apply stage makes one that nobody sees. */
export const passwordPlaceholder = "{password}";

/** The absolute link to a directory object, with the cloud's address still to be put in. */
export function directoryObjectLink(id: string): string {
  return `${graphPlaceholder}/v1.0/directoryObjects/${id}`;
}
