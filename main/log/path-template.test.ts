import { expect, it } from "vitest";
import { isPathTemplate, pathTemplate } from "./path-template.ts";

it.each([
  ["https://graph.microsoft.com/v1.0/users/alice@contoso.example?$filter=mail eq 'bob'", "/v1.0/users/{id}"],
  ["/users/0b7b9a2c-0000-4000-8000-00000000000a/manager/$ref", "/users/{id}/manager/$ref"],
  ["https://graph.microsoft.com/v1.0/$batch", "/v1.0/$batch"],
  ["/users('alice@contoso.example')/memberOf", "/users({id})/memberOf"],
  ["/applications(appId='9e1b')/owners", "/applications({id})/owners"],
  ["/identity/conditionalAccess/policies/1#fragment", "/identity/conditionalAccess/policies/{id}"],
  ["/Alice/constructor/__proto__/users%2Falice", "/{id}/{id}/{id}/{id}"],
  ["alice", "{id}"],
])("%s is %s", (address, template) => {
  expect(pathTemplate(address)).toBe(template);
  expect(isPathTemplate(template)).toBe(true);
  expect(isPathTemplate(`${template}/alice`)).toBe(false);
});
