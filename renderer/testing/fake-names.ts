import type { ObjectType } from "../../preload/contract/directory-object.ts";

const first = [
  "Anna",
  "Bruno",
  "Chloé",
  "Dilan",
  "Emeka",
  "Freya",
  "Goran",
  "Hana",
  "Ivo",
  "Jun",
  "Kofi",
  "Lea",
  "Mira",
  "Noor",
];
const last = [
  "Abel",
  "Berger",
  "Costa",
  "Duarte",
  "Eriksen",
  "Fischer",
  "Gökçe",
  "Haddad",
  "Ivanova",
  "Jansen",
  "Kowalski",
  "O’Brien",
];
const rest: Readonly<Partial<Record<ObjectType, readonly string[]>>> = {
  group: ["Sales", "HR", "Finance", "All employees", "Helpdesk operators", "VPN users"],
  application: ["Payroll connector", "Travel portal", "Ticket bot"],
  servicePrincipal: ["Payroll connector", "Travel portal", "Backup agent"],
  conditionalAccessPolicy: [
    "Require MFA for admins",
    "Block legacy authentication",
    "Require compliant device",
    "Break-glass exclusions",
  ],
  namedLocation: ["Head office", "Trusted partners"],
};

const awkward = [
  "مجموعة المبيعات (الشرق الأوسط)",
  "A group with a name so long that no column of any reasonable width could ever hope to show the whole of it without cutting it off somewhere",
  '<b>bold</b> & "quoted" | CON.',
];

/** A name for the object at this place: mostly plain, some awkward on purpose. */
export function fakeName(type: ObjectType, index: number): string {
  if (index % 17 === 5) return awkward[Math.floor(index / 17) % awkward.length] ?? "";
  if (type === "user")
    return `${first[index % first.length]} ${last[Math.floor(index / first.length) % last.length]} ${index}`;
  if (type === "authenticationMethodsPolicy") return "Authentication methods policy";
  if (type === "authorizationPolicy") return "Authorization policy";
  const names = rest[type] ?? ["Object"];
  return `${names[index % names.length]} ${index}`;
}

/** An id that is always the same for a place, shaped as Graph's are. */
export function fakeId(type: ObjectType, index: number): string {
  const tail = `${type.length}${index.toString(16)}`.padStart(12, "0");
  return `5eed0000-${index.toString(16).padStart(4, "0").slice(-4)}-4000-8000-${tail.slice(-12)}`;
}
