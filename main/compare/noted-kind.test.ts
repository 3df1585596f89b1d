import { expect, it } from "vitest";
import { notedKindOf } from "./noted-kind.ts";

const of = (activityDisplayName: string, category = "UserManagement") => notedKindOf({ activityDisplayName, category });

it("tells what is of note in the audit log by Entra's names of activities", () => {
  const kinds = {
    "Update conditional access policy": "policy",
    "Add named location": "policy",
    "Update authorization policy": "policy",
    "Disable Security Defaults": "policy",
    "Authentication Methods Policy Update": "authenticationMethod",
    "Update authentication strength": "authenticationMethod",
    "Admin registered security info": "authenticationMethod",
    "Add member to role": "role",
    "Add eligible member to role in PIM completed (permanent)": "role",
    "Update application – Certificates and secrets management": "credential",
    "Add service principal credentials": "credential",
    "Reset user password": "credential",
    "Reset password (by admin)": "credential",
  };
  for (const [activity, kind] of Object.entries(kinds)) expect([activity, of(activity)]).toEqual([activity, kind]);
  expect(of("Something new", "Policy")).toBe("policy");
  expect(of("Something new", "RoleManagement")).toBe("role");
});

it("leaves out what happens all day", () => {
  const common = [
    "Update user",
    "Add member to group",
    "Change user password",
    "User registered security info",
    "Reset password (self-service)",
    "Add app role assignment to service principal",
    "Add delegated permission grant",
  ];
  for (const activity of common) expect([activity, of(activity)]).toEqual([activity, undefined]);
});
