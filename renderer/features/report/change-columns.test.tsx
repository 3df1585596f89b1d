// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { ChangeRow } from "../../../preload/contract/views.ts";
import { changeColumns } from "./change-columns.tsx";

it("says that client secrets changed once, in words, and which they are in the title", () => {
  const [one, other] = ["06ebc4ee-1bb5-47dd-8120-11324bc54e06", "06ebc4ee-1bb5-47dd-8120-11324bc54e07"];
  const what = [`passwordCredentials[${one}]`, `passwordCredentials[${other}].displayName`, "web.redirectUris"];
  const row: ChangeRow = {
    ...{ type: "application", id: "a1", name: "Payroll", kind: "modified", risk: null, what, whatCount: 5 },
    ...{ attribution: { status: "unknown" }, actor: null, at: null },
  };
  render(<div data-testid="cell">{changeColumns.find(({ key }) => key === "what")?.render(row)}</div>);
  const cell = screen.getByTestId("cell");
  expect(cell.textContent).toBe("Client secrets, Web, redirect URIs and 2 more");
  expect(cell.innerHTML).toContain(other);
});
