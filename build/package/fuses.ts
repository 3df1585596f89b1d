import { type FuseV1Config, FuseV1Options, FuseVersion } from "@electron/fuses";

/** Every switch inside Electron's binary, set on purpose. A fuse that a newer Electron adds stops the packaging. */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // Nobody uses our signed binary as a Node that runs any script.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // The application is what was packed: altered files do not start (Windows, macOS), and nothing beside them is loaded.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // No cookie is set, but should one ever be, it is not readable on the disk.
  [FuseV1Options.EnableCookieEncryption]: true,
  // We have no snapshot of our own, and pages come by app:// only.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Electron's own setting: the safe and fast way WebAssembly checks its bounds.
  [FuseV1Options.WasmTrapHandlers]: true,
} satisfies FuseV1Config;
