import { vi } from "vitest";

// For Vitest's `setupFiles`: a passphrase costs what a fast test can pay. What it costs a person is proven in processes of their own,
// where nothing is replaced: main/terminal/real-network.test.ts for vaults, e2e/tests/offline-review.test.ts for exports.
vi.mock(import("../keys/passphrase-key.ts"), async (original) => ({
  ...(await original()),
  usualPassphraseCost: 2 ** 10,
}));
vi.mock(import("../../exchange/export-key.ts"), async (original) => {
  const actual = await original();
  return {
    ...actual,
    lockWith: (...[encrypter, lock]: Parameters<typeof actual.lockWith>) => {
      actual.lockWith(encrypter, lock);
      encrypter.setScryptWorkFactor(10);
    },
  };
});
