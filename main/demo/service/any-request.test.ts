import fc from "fast-check";
import { expect, it } from "vitest";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { shapes } from "./property-shapes.ts";
import { deltaRoutes } from "./routes/delta-routes.ts";
import { routes } from "./routes/routes.ts";
import { createServiceForTests } from "./service-for-tests.ts";

const demo = createServiceForTests();

/** Names that Graph knows of, and others; values of any kind. */
const names = [
  ...Object.values(shapes).flatMap(({ kinds }) => [...kinds.keys()]),
  "conditions",
  "grantControls",
  "sessionControls",
  "users",
  "@odata.type",
  "@odata.id",
  "members@odata.bind",
  "ids",
  "addLicenses",
  "skuId",
  "ipRanges",
  "requests",
  "state",
  "principalId",
  "appRoleId",
  "includeUsers",
  "signInFrequency",
];
const name = fc.oneof(fc.constantFrom(...names), fc.string());
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(name, tie("value"), { maxKeys: 4 }),
  ),
}));
const body = fc.dictionary(name, value, { maxKeys: 4 });
const ids = [...demo.state.objects.user.keys()]
  .slice(0, 1)
  .concat(
    [...demo.state.objects.group.keys()].slice(0, 1),
    [...demo.state.objects.application.keys()].slice(0, 1),
    [...demo.state.objects.servicePrincipal.keys()].slice(0, 1),
    [...demo.state.objects.conditionalAccessPolicy.keys()].slice(0, 1),
  );
const all = [...routes, ...deltaRoutes(() => ({ status: 204 }))];
const path = fc
  .tuple(fc.constantFrom(...all), fc.constantFrom(...ids, "%", "x y", "Sms"))
  .map(([route, id]) => ({ method: route.method, path: route.path.replace(/\{\w+\}/g, id) }));
const option = fc.oneof(
  fc.constantFrom(
    "$select=id",
    "$top=2",
    "$count=true",
    "$expand=members",
    "$filter=id eq 'x'",
    "$skiptoken=e30",
    "$deltatoken=e30",
    "$filter=not(a eq 1)",
    "$orderby=x",
    "%",
  ),
  fc.string().map((text) => `$filter=${text}`),
  fc.string().map((text) => `$select=${text}`),
);

it("any request is answered, a refused one with Graph's error, and only GET leaves no trace for sure", async () => {
  await fc.assert(
    fc.asyncProperty(path, fc.array(option, { maxLength: 2 }), body, async (target, options, sent) => {
      const before = demo.state.sequence;
      const query = options.length > 0 ? `?${options.map((text) => text.replace(/#/g, "%23")).join("&")}` : "";
      const reply = await demo.ask(
        target.method,
        `/${target.path}${query}`,
        target.method === "GET" ? undefined : (sent as JsonObject),
      );
      expect(reply.status).toBeLessThan(502);
      if (reply.status >= 400) {
        expect(isJsonObject(reply.body.error) && typeof reply.body.error.code === "string").toBe(true);
        expect(demo.state.sequence).toBe(before);
      }
      if (target.method === "GET") expect(demo.state.sequence).toBe(before);
    }),
    { numRuns: 1500 },
  );
});
