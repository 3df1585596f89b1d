// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { FluentProvider, webLightTheme } from "@fluentui/react-components";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { StepPane } from "./step-pane.tsx";
import type { NamedStep } from "./use-plan-steps.ts";

it("shows of what is made again what is written, not what the snapshot held", () => {
  const step = {
    id: "s1",
    type: "conditionalAccessPolicy",
    object: { type: "conditionalAccessPolicy", id: "p1", name: "Block legacy" },
    action: "create",
    attributes: [{ path: "displayName", after: "Block legacy" }],
    links: [],
    expected: {},
    promised: { state: "enabled", createdDateTime: "2025-01-01T00:00:00Z" },
    dependsOn: [],
    reversible: true,
  } as unknown as NamedStep["step"];
  render(
    <FluentProvider theme={webLightTheme}>
      <StepPane named={{ step, names: {} }} onClose={() => {}} />
    </FluentProvider>,
  );
  expect(screen.getAllByRole("rowheader").map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining("isplay name"),
  ]);
  expect(screen.queryByText(/2025/u)).toBeNull();
  expect(screen.getByText(/comes back as report-only/u)).toBeTruthy();
});
