import type { LicenceNotice } from "../../preload/contract/licence-notice.ts";
import { shippedPackages } from "./shipped-packages.ts";

/** What About shows: all that ships, and where the licences are of what Electron's binary is made of. */
export function licenceNotices(): readonly LicenceNotice[] {
  const packages = shippedPackages();
  const electron = packages.find(({ name }) => name === "electron");
  if (electron === undefined) throw new Error("Electron is not among what ships any more.");
  const notices = packages.map(({ name, version, licence, text }) => ({ name, version, licence, text }));
  return [inElectron(electron.version), ...notices];
}

/** Hundreds of parts, listed in a file that comes with the binary alone: electron-builder keeps it in every package. */
function inElectron(version: string): LicenceNotice {
  return {
    name: "Chromium, in Electron",
    version,
    licence: "BSD-3-Clause and others",
    text: `Electron is built on Chromium and Node.js, which contain the work of many others. All their licences are in the file LICENSES.chromium.html, which is installed with Reinstate; a browser shows it:

Windows: LICENSES.chromium.html beside Reinstate.exe
Linux: /opt/Reinstate/LICENSES.chromium.html; of an AppImage beneath what --appimage-extract gives
macOS: Reinstate.app/Contents/Resources/LICENSES.chromium.html
A checkout: node_modules/electron/dist/LICENSES.chromium.html

Where the window is that of an installed browser, its own list is at chrome://credits or edge://credits.`,
  };
}
