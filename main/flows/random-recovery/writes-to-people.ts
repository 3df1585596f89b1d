import type { Draws, Writing } from "./draws.ts";
import { listIn, objectIn } from "./draws.ts";

/** Users and groups: facts, managers, sponsors, licences, members, owners, rules, and coming and going in every way. */
export function writesToPeople(draws: Draws): readonly Writing[] {
  return [...toUsers(draws), ...toGroups(draws)];
}

function toUsers(draws: Draws): readonly Writing[] {
  const { below, one, gone, reference, state } = draws;
  const user = () => `/users/${one("user")}`;
  const sku = () => draws.pick([...state.objects.subscribedSku.values()].map(({ skuId }) => String(skuId)));
  // Nobody else's sponsors are part of a snapshot.
  const guest = () =>
    draws.pick([...state.objects.user].flatMap(([id, each]) => (each.userType === "Guest" ? [id] : [])));
  const some = () => `${below(1_000_000)}`;
  return [
    () => [["PATCH", user(), { jobTitle: `Title ${below(9)}`, city: below(2) === 0 ? null : "Oslo" }]],
    () => [["PATCH", user(), { accountEnabled: below(2) === 0 }]],
    () => [["PATCH", user(), { department: `Department ${below(9)}`, employeeOrgData: { division: `D${below(5)}` } }]],
    () => [["PATCH", user(), { displayName: `Name ${below(9)}`, mobilePhone: below(2) === 0 ? null : "+47 2" }]],
    () => [["PATCH", user(), { businessPhones: below(2) === 0 ? [] : ["+47 3"], otherMails: ["a@b.example"] }]],
    () => [["PATCH", user(), { onPremisesExtensionAttributes: { extensionAttribute1: `E${below(5)}` } }]],
    () => [["PATCH", user(), { userPrincipalName: `name${some()}@${state.domain}` }]],
    () => [["DELETE", user()]],
    () => forGood("users", one("user")),
    () => [["POST", `/directory/deletedItems/${gone("user")}/restore`, {}]],
    () => {
      const id = gone("user");
      return [
        ["POST", `/directory/deletedItems/${id}/restore`, {}],
        ["PATCH", `/users/${id}`, { userPrincipalName: `r${some()}@${state.domain}` }],
      ];
    },
    () => [["DELETE", `/directory/deletedItems/${gone("user")}`]],
    () => [["POST", "/users", newUser(some(), state.domain)]],
    () => [["PUT", `${user()}/manager/$ref`, reference("user")]],
    () => [["DELETE", `/users/${draws.pick(state.links.manager.keys())}/manager/$ref`]],
    () => [["POST", `/users/${guest()}/sponsors/$ref`, reference("user")]],
    () => [
      ["POST", `${user()}/assignLicense`, { addLicenses: [{ skuId: sku(), disabledPlans: [] }], removeLicenses: [] }],
    ],
    () => lessLicences(draws, "user"),
  ];
}

function toGroups(draws: Draws): readonly Writing[] {
  const { below, one, gone, reference, state } = draws;
  const group = () => `/groups/${one("group")}`;
  const ruled = () =>
    draws.pick([...state.objects.group].flatMap(([id, each]) => (typeof each.membershipRule === "string" ? [id] : [])));
  const without = (name: "members" | "owners"): ReturnType<Writing> => {
    const [id, target] = draws.link(name);
    return [["DELETE", `/groups/${id}/${name}/${target}/$ref`]];
  };
  return [
    () => {
      const [path, number] = [group(), below(9)];
      // One in nine, with no draw of its own: the kept seeds go on telling what they told.
      return [["PATCH", path, number === 0 ? ruledByNobody : { description: `Text ${number}` }]];
    },
    () => [["PATCH", group(), { displayName: `Group ${below(9)}` }]],
    () => {
      const [path, number] = [`/groups/${ruled()}`, below(9)];
      return [
        ["PATCH", path, number === 0 ? { groupTypes: [] } : { membershipRule: `(user.city -eq "City ${number}")` }],
      ];
    },
    () => [["DELETE", group()]],
    () => forGood("groups", one("group")),
    () => [["POST", `/directory/deletedItems/${gone("group")}/restore`, {}]],
    () => [["POST", "/groups", newGroup(`${below(1_000_000)}`)]],
    () => [["POST", `${group()}/members/$ref`, reference("user")]],
    () => [["POST", `${group()}/members/$ref`, reference(below(2) === 0 ? "group" : "servicePrincipal")]],
    () => without("members"),
    () => [["POST", `${group()}/owners/$ref`, reference("user")]],
    () => without("owners"),
    () => lessLicences(draws, "group"),
  ];
}

/** Whoever people put into the group is out of it then. */
const ruledByNobody = { groupTypes: ["DynamicMembership"], membershipRule: '(user.city -eq "Nowhere")' };

/** Into the recycle bin and out of it for good. */
export function forGood(path: string, id: string): ReturnType<Writing> {
  return [
    ["DELETE", `/${path}/${id}`],
    ["DELETE", `/directory/deletedItems/${id}`],
  ];
}

function lessLicences({ state, pick }: Draws, type: "user" | "group"): ReturnType<Writing> {
  const licensed = [...state.objects[type].values()].filter(
    ({ assignedLicenses }) => listIn(assignedLicenses).length > 0,
  );
  const id = pick(licensed.map((each) => String(each.id)));
  const held = listIn(state.objects[type].get(id)?.assignedLicenses).map((each) => String(objectIn(each).skuId));
  if (held.length === 0) return [];
  return [["POST", `/${type}s/${id}/assignLicense`, { addLicenses: [], removeLicenses: [pick(held)] }]];
}

function newUser(number: string, domain: string) {
  return {
    accountEnabled: true,
    displayName: `New ${number}`,
    mailNickname: `new${number}`,
    userPrincipalName: `new${number}@${domain}`,
    passwordProfile: { password: `Pw-${number}-Aa!`, forceChangePasswordNextSignIn: true },
  };
}

function newGroup(number: string) {
  return { displayName: `New ${number}`, mailEnabled: false, mailNickname: `new${number}`, securityEnabled: true };
}
