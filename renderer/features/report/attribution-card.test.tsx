// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { AttributionCard } from "./attribution-card.tsx";

const e5 = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";
const names = { [e5]: { name: "SPE_E5", type: "subscribedSku" } } as const;
const event = { actor: "eve@contoso.com", at: "2026-01-01T12:00:00Z", activity: "Change user license" };

it("names places in words, and says what nobody is known for although somebody is for the rest", () => {
  const attribution = {
    status: "known",
    events: [{ ...event, paths: [`assignedLicenses[${e5}]`, "members"] }],
    reason: `No record names assignedLicenses[${e5}].disabledPlans.`,
  } as const;
  render(<AttributionCard attribution={attribution} names={names} />);
  const card = screen.getByRole("region", { name: "Who changed it" });
  expect(card.textContent).toContain('Explains Licence "SPE_E5", Members');
  expect(card.textContent).toContain("No record names assignedLicenses[SPE_E5].disabledPlans.");
  expect(card.textContent).not.toContain(e5);
});

it("calls what no record names as the tables below do, and keeps Graph's path where it knows no better", () => {
  const attribution = {
    status: "several",
    events: [{ ...event, paths: ["department"] }],
    reason: `No record names accountEnabled, assignedLicenses[${e5}].disabledPlans, appRoleAssignments. 3 earlier records are not listed.`,
  } as const;
  const parts = ["accountEnabled", "department", `assignedLicenses[${e5}].disabledPlans`, "appRoleAssignments"];
  const { rerender } = render(<AttributionCard attribution={attribution} parts={parts} names={names} />);
  const text = () => screen.getByRole("region", { name: "Who changed it" }).textContent;
  expect(text()).toContain(
    'No record names Account is switched on, Licence "SPE_E5", disabled plans, App role assignments. 3 earlier records are not listed.',
  );
  rerender(<AttributionCard attribution={attribution} parts={["department"]} names={names} />);
  expect(text()).toContain("No record names accountEnabled, assignedLicenses[SPE_E5].disabledPlans,");
});

it("does not list again what changed where one record explains all of it", () => {
  const attribution = { status: "known", events: [{ ...event, paths: ["department"] }] } as const;
  const { rerender } = render(<AttributionCard attribution={attribution} parts={["department"]} names={names} />);
  expect(screen.queryByText(/^Explains/u)).toBeNull();
  rerender(<AttributionCard attribution={attribution} parts={["department", "jobTitle"]} names={names} />);
  screen.getByText("Explains Department");
});
