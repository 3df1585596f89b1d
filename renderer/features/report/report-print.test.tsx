// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { render } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { ReportSummary } from "../../../preload/contract/views.ts";
import { fakeChange } from "../../testing/fake-changes.ts";
import { fakeRow } from "../../testing/fake-report.ts";
import { ReportPrint } from "./report-print.tsx";

const side = { snapshotNumber: 3, endedAt: "2026-11-24T21:10:00Z", complete: true, live: false };
const known: Partial<ReportSummary> = { from: side, to: { ...side, snapshotNumber: 4 }, warnings: [], unknown: [] };
const summary = known as ReportSummary;
const rows = [0, 1, 2].map((index) => fakeRow(fakeChange(index)));

it("says once what is not known, and why", () => {
  const [choice, fault] = ["Not captured in either snapshot.", "Snapshot 2 does not hold all of it."];
  const unknown: ReportSummary["unknown"] = [
    { type: "application", reason: choice, onBothSides: true },
    { type: "group", reason: fault },
    { type: "namedLocation", reason: choice, onBothSides: true },
  ];
  vi.spyOn(window, "print").mockImplementation(() => {});
  render(
    <ReportPrint tenantName="Contoso" summary={{ ...summary, unknown }} rows={rows} total={3} onDone={() => {}} />,
  );
  const said = [...document.querySelectorAll("[data-print] > p")].map(({ textContent }) => textContent);
  expect(said.slice(1)).toEqual([
    `Not everything could be compared. App registrations, Named locations: ${choice}`,
    `Not everything could be compared. Groups: ${fault}`,
  ]);
});

it("says on paper of how many changes these are, and how to get the rest", () => {
  const printed: (string | null | undefined)[] = [];
  vi.spyOn(window, "print").mockImplementation(
    () => void printed.push(document.querySelector("[data-print] p")?.textContent),
  );
  for (const total of [6000, 3]) {
    const { unmount } = render(
      <ReportPrint tenantName="Contoso" summary={summary} rows={rows} total={total} onDone={() => {}} />,
    );
    unmount();
  }
  expect(printed).toEqual([
    expect.stringMatching(/ to snapshot 4 .*\. The first 3 of 6,000 changes; save the report to have all\.$/u),
    expect.stringMatching(/ to snapshot 4 .*\. 3 changes\.$/u),
  ]);
});
