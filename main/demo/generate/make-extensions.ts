import type { DemoState } from "../demo-state.ts";
import { newId } from "../demo-state.ts";
import { type CastRole, cast, castMember, castNames, named } from "../tenant-cast.ts";

/** How many people the freight application has numbers of. */
const numbered = 40;

/**
 * A directory extension that the freight application registered, with values on some people and one group, custom
 * security attributes on those who have a part in the tenant and on the HR application, and a leave date.
 */
export function makeExtensions(state: DemoState): void {
  const { appId, displayName, id } = named(state, "application", castNames.loadApplication);
  const prefix = `extension_${String(appId).replaceAll("-", "")}`;
  const seeded = { random: Number.parseInt(String(appId).slice(0, 8), 16) };
  const registered = [
    { name: `${prefix}_costAllocation`, isMultiValued: false, targetObjects: ["User", "Group"] },
    { name: `${prefix}_approvedLanes`, isMultiValued: true, targetObjects: ["User"] },
  ].map((extension) => ({
    id: newId(seeded),
    deletedDateTime: null,
    appDisplayName: displayName ?? null,
    dataType: "String",
    isSyncedFromOnPremises: false,
    ...extension,
  }));
  state.links.extensionProperties.set(String(id), registered);
  for (const [place, user] of [...state.objects.user.values()].slice(0, numbered).entries()) {
    user[`${prefix}_costAllocation`] = `NW-${4100 + place}`;
    if (place % 4 === 0) user[`${prefix}_approvedLanes`] = ["BGO-HAM", "HAM-GOA"];
  }
  named(state, "group", castNames.travelGroup)[`${prefix}_costAllocation`] = "NW-2100";
  for (const role of Object.keys(cast) as CastRole[]) {
    castMember(state, role).customSecurityAttributes = {
      Personnel: {
        "@odata.type": "#microsoft.graph.customSecurityAttributeValue",
        Clearance: role.startsWith("helpdesk") ? "Standard" : "High",
        "Sites@odata.type": "#Collection(String)",
        Sites: ["Bergen", "Hamburg"],
      },
    };
  }
  named(state, "servicePrincipal", castNames.hrApplication).customSecurityAttributes = {
    Protection: { "@odata.type": "#microsoft.graph.customSecurityAttributeValue", DataClass: "Personal" },
  };
  castMember(state, "helpdeskTwo").employeeLeaveDateTime = "2027-03-31T22:00:00Z";
}
