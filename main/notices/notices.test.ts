import { describe, expect, it } from "vitest";
import type { Change } from "../../preload/contract/change.ts";
import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import type { NoticeKind } from "../../preload/contract/notices.ts";
import type { ScheduleState } from "../../preload/contract/schedule.ts";
import { formatRoute, parseRoute } from "../../renderer/navigation/route.ts";
import { decideNotices, dismiss } from "./decide-notices.ts";
import { findNotices } from "./find-notices.ts";
import type { NoticeFacts } from "./notice-facts.ts";
import { type NoticeMemory, newNoticeMemory, parseNoticeMemory } from "./notice-memory.ts";
import { riskOfChanges } from "./risk-of-changes.ts";
import { stateLine } from "./state-line.ts";

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.parse("2026-11-27T10:00:00.000Z");
const iso = (at: number) => new Date(at).toISOString();
const problem = "Nobody is signed in as ann@contoso.example.";

const schedule: ScheduleState = {
  settings: { daily: true, hour: 9 },
  nextAt: iso(now + 5 * hour),
  retryAt: null,
  failures: 0,
  last: { at: iso(now - 19 * hour), outcome: "taken", problem: null },
  absences: [],
};
const well: NoticeFacts = {
  now,
  isLocked: false,
  isWorking: false,
  schedule,
  needsSignIn: false,
  risks: [],
  copies: { total: 0, failing: [] },
  freeBytes: 2 ** 40,
};
const failing: NoticeFacts = {
  ...well,
  schedule: {
    ...schedule,
    nextAt: iso(now - hour),
    failures: 1,
    last: { at: iso(now), outcome: "failed", problem },
  },
};
const overdue: NoticeFacts = { ...well, schedule: { ...schedule, nextAt: iso(now - 3 * hour) } };
const risky: NoticeFacts = {
  ...well,
  risks: [{ from: 3, to: 4, policies: 2, roles: 1, credentials: 1, permissions: 0, methods: 0 }],
};
const memory = newNoticeMemory(0);
/** What is not due yet was taken meanwhile. */
const later = (facts: NoticeFacts, ms: number): NoticeFacts => {
  const { nextAt } = facts.schedule;
  const isDue = nextAt !== null && Date.parse(nextAt) <= facts.now;
  const moved = isDue ? nextAt : iso(Date.parse(nextAt ?? "") + ms);
  return { ...facts, now: facts.now + ms, schedule: { ...facts.schedule, nextAt: moved } };
};
const idsOf = (notices: readonly { readonly kind: NoticeKind }[]) => notices.map(({ kind }) => kind);

describe("what needs attention", () => {
  it.each<[string, NoticeFacts, NoticeKind, RegExp]>([
    ["a snapshot that failed", failing, "failed", /could not be taken.*tried again later/u],
    [
      "one that failed several times",
      { ...failing, schedule: { ...failing.schedule, failures: 4 } },
      "failed",
      /failed 4 times/u,
    ],
    [
      "one that is not complete",
      { ...well, schedule: { ...schedule, last: { at: iso(now), outcome: "incomplete", problem } } },
      "failed",
      /not complete/u,
    ],
    [
      "one that has something to tell",
      { ...well, schedule: { ...schedule, last: { at: iso(now), outcome: "taken", problem: null, notes: [problem] } } },
      "failed",
      /something to tell.*1 thing beside it/u,
    ],
    ["a sign-in that has ended", { ...failing, needsSignIn: true }, "signIn", /needs a sign-in/u],
    ["a certificate that ends", { ...well, certificateEndsAt: now + 3 * day }, "signIn", /ends in 3 days/u],
    ["one that has ended", { ...well, certificateEndsAt: now - 1 }, "signIn", /has expired/u],
    ["an hour that passed", overdue, "overdue", /due for 3 hours.*see why/u],
    ["one that passed behind the lock", { ...overdue, isLocked: true }, "overdue", /Unlock it/u],
    ["risky changes", risky, "risky", /2 access policies, 1 directory role and the credentials of 1 application\./u],
    ["a copy", { ...well, copies: { total: 2, failing: ["a"] } }, "copy", /1 of 2 copies/u],
    ["a disk", { ...well, freeBytes: 900_000_000 }, "disk", /0\.8 GB are left/u],
  ])("%s is told once, in words for a lock screen, with a screen that is there", (_what, facts, kind, words) => {
    const [notice, ...more] = findNotices(facts);
    expect([notice?.kind, more]).toEqual([kind, []]);
    expect(`${notice?.title} ${notice?.text}`).toMatch(words);
    // What the engine says of an error may be seen in the window, not on a lock screen.
    expect(JSON.stringify(notice)).not.toMatch(/\bann\b|contoso|signed in as/u);
    expect(formatRoute(parseRoute(notice?.address ?? ""))).toBe(notice?.address);
  });

  it.each<[string, NoticeFacts]>([
    ["all is well", well],
    ["it has only just become due", { ...well, schedule: { ...schedule, nextAt: iso(now - hour / 2) } }],
    ["it may be under way", { ...overdue, isWorking: true }],
    ["the certificate holds", { ...well, certificateEndsAt: now + 90 * day }],
    ["nothing is known of the disk", { ...well, freeBytes: undefined }],
    [
      "no snapshot is taken by itself",
      { ...failing, ...risky, schedule: { ...failing.schedule, settings: { daily: false, hour: 9 } } },
    ],
  ])("is nothing when %s", (_why, facts) => {
    expect(findNotices(facts)).toEqual([]);
  });
});

describe("what is told", () => {
  const tell = (start: NoticeMemory, ...steps: readonly NoticeFacts[]) => {
    let kept = start;
    const told = steps.map((facts) => {
      const { memory: next, arisen } = decideNotices(kept, facts);
      kept = next;
      return idsOf(arisen);
    });
    return { told, kept };
  };

  it("is not repeated while the same fact holds, and comes back after a day", () => {
    const steps = [0, 1, 5, 20, 25, 26].map((hours) => later(failing, hours * hour));
    expect(tell(memory, ...steps).told).toEqual([["failed"], [], [], [], ["failed"], []]);
  });

  it("survives a restart", () => {
    const { kept } = tell(memory, failing);
    const again = parseNoticeMemory(JSON.stringify(kept)) ?? memory;
    expect(tell(again, later(failing, hour)).told).toEqual([[]]);
  });

  it("does not flutter with a disk that fills and empties", () => {
    const full = { ...well, freeBytes: 2 ** 30 };
    const steps = [full, later(well, hour), later(full, 2 * hour), later(well, 3 * hour), later(full, 8 * day)];
    expect(tell(memory, ...steps).told).toEqual([["disk"], [], [], [], ["disk"]]);
  });

  it("says once that all is well again, and only after trouble", () => {
    const taken = later(
      { ...well, schedule: { ...schedule, last: { at: iso(now + hour), outcome: "taken", problem: null } } },
      hour,
    );
    expect(tell(memory, well, later(well, day)).told).toEqual([[], []]);
    expect(tell(memory, failing, taken, later(taken, hour)).told).toEqual([["failed"], ["taken"], []]);
    // Another day that failed in between is another fact.
    expect(tell(memory, overdue, taken).told).toEqual([["overdue"], ["taken"]]);
  });

  it("is said once of what every snapshot says, again where it says another thing, and is no trouble", () => {
    const saying = (hours: number, ...notes: readonly string[]) => {
      const last = { at: iso(now + hours * hour), outcome: "taken", problem: null, notes } as const;
      return later({ ...well, schedule: { ...schedule, last } }, hours * hour);
    };
    const { told, kept } = tell(memory, saying(0, "a"), saying(24, "a"), saying(48, "a"), saying(72, "a", "b"));
    expect(told).toEqual([["failed"], [], [], ["failed"]]);
    expect(kept.troubled).toBe(false);
  });

  it("leaves out what was switched off, without forgetting that it is wrong", () => {
    const quiet = { ...memory, settings: { ...memory.settings, failed: false, risky: false } };
    const { memory: kept, arisen, open } = decideNotices(quiet, { ...failing, risks: risky.risks });
    expect([arisen, open, kept.troubled]).toEqual([[], [], true]);
  });

  it("stays open until it is over or put away, and does not come back for the same fact", () => {
    const first = decideNotices(memory, failing);
    expect(idsOf(first.open)).toEqual(["failed"]);
    const away = dismiss(first.memory, first.open[0]?.id ?? "");
    expect(decideNotices(away, later(failing, 30 * hour))).toMatchObject({ arisen: [], open: [] });
    const tomorrow = { ...failing, schedule: { ...failing.schedule, nextAt: iso(now + 23 * hour) } };
    expect(idsOf(decideNotices(away, later(tomorrow, 24 * hour)).arisen)).toEqual(["failed"]);
  });

  it("forgets a risk that was put away, and tells of each snapshot once", () => {
    const start = { ...memory, risks: [...risky.risks] };
    const { told, kept } = tell(start, risky, later(risky, 30 * day));
    expect(told).toEqual([["risky"], []]);
    expect(dismiss(kept, "risky:4").risks).toEqual([]);
  });

  it("is not silenced by a clock that was set back, and does not grow without end", () => {
    const { kept } = tell(memory, later(failing, 900 * day));
    expect(tell(kept, failing).told).toEqual([["failed"]]);
    const many = Array.from({ length: 300 }, (_, index) => ({
      ...failing,
      schedule: { ...failing.schedule, nextAt: iso(now + index) },
    }));
    expect(tell(memory, ...many).kept.told.length).toBeLessThanOrEqual(100);
  });

  it("reads what was kept before permissions were judged", () => {
    const risk = { from: 3, to: 4, policies: 1, roles: 0, credentials: 0, methods: 0 };
    const text = JSON.stringify({ ...memory, risks: [risk] });
    expect(parseNoticeMemory(text)?.risks).toEqual([{ ...risk, permissions: 0 }]);
  });

  it.each(["", "{}", '{"settings":{"failed":true}}'])("begins anew where %j is not understood", (text) => {
    expect(parseNoticeMemory(text)).toBeUndefined();
  });
});

describe("risky changes", () => {
  const change = (type: Change["type"], part: Partial<Change> = {}): Change => ({
    type,
    id: "1",
    name: "Ann",
    kind: "modified",
    attributes: [],
    links: [],
    attribution: { status: "unknown", events: [] },
    ...part,
  });
  const path = (name: string) => ({ attributes: [{ path: name, before: 1, after: 2 }] });
  const given = (name: string, target: LinkTarget) => ({ links: [{ link: name, added: [target], removed: [] }] });
  const link = (name: string) => ({ links: [{ link: name, added: ["x"], removed: [] }] });

  it("are policies, roles' members, credentials and the tenant's own policies, counted by object", () => {
    const changes = [
      change("conditionalAccessPolicy", path("state")),
      change("conditionalAccessPolicy", { kind: "soft-deleted" }),
      change("namedLocation", { kind: "added" }),
      change("directoryRole", link("members")),
      change("application", path("passwordCredentials[a].endDateTime")),
      change("application", link("federatedIdentityCredentials")),
      change("servicePrincipal", path("keyCredentials")),
      change("servicePrincipal", given("oauth2PermissionGrants", { consentType: "AllPrincipals", scope: "Mail.Read" })),
      change("servicePrincipal", {
        kind: "added",
        ...given("appRoleAssignedTo", { principalId: "s1", principalType: "ServicePrincipal" }),
      }),
      change("authenticationMethodsPolicy", path("authenticationMethodConfigurations[Fido2].state")),
      change("authorizationPolicy", path("allowInvitesFrom")),
    ];
    expect(riskOfChanges(changes)).toEqual({ policies: 3, roles: 1, credentials: 3, permissions: 2, methods: 2 });
  });

  it("are not everything", () => {
    const changes = [
      change("user", path("department")),
      change("group", link("members")),
      change("application", path("displayName")),
      change("application", { kind: "added" }),
      change("servicePrincipal", given("oauth2PermissionGrants", { consentType: "Principal", scope: "User.Read" })),
      change("servicePrincipal", given("appRoleAssignedTo", { principalId: "u1", principalType: "User" })),
      change("servicePrincipal", {
        links: [{ link: "oauth2PermissionGrants", added: [], removed: [{ consentType: "AllPrincipals" }] }],
      }),
      change("directoryRole", path("description")),
      change("organization", path("displayName")),
    ];
    expect(riskOfChanges(changes)).toEqual({ policies: 0, roles: 0, credentials: 0, permissions: 0, methods: 0 });
  });
});

describe("the state in one line", () => {
  const state = {
    session: "open",
    daily: true,
    nextAt: iso(now + 12 * hour),
    last: { endedAt: iso(now - 6 * hour), complete: true },
    attention: 0,
  } as const;

  it.each([
    [state, "Last snapshot 6 h ago, complete; next 22:00"],
    [
      { ...state, last: { endedAt: iso(now - 20_000), complete: false } },
      "Last snapshot just now, not complete; next 22:00",
    ],
    [
      { ...state, last: { endedAt: iso(now - 3 * day), complete: true }, nextAt: iso(now - 1) },
      "Last snapshot 3 d ago, complete; the next one is overdue",
    ],
    [{ ...state, daily: false, nextAt: null }, "Last snapshot 6 h ago, complete; none planned"],
    [{ ...state, last: null, daily: null, nextAt: null, session: "locked" as const }, "The vault is locked"],
    [{ ...state, last: null }, "No snapshot yet; next 22:00"],
    [{ ...state, nextAt: iso(now + 2 * day) }, "Last snapshot 6 h ago, complete; next in 2 d, 10:00"],
  ])("says how it stands", (given, line) => {
    expect(stateLine(given, now, "UTC")).toBe(line);
  });
});
