import { app } from "electron";
import { asExport, asScreen, type HandedOver, handedOver } from "../handed-over.ts";
import { hiddenArgument } from "./background/electron-autostart.ts";
import { typedArguments } from "./wanted-command-line.ts";

type Use = (thing: HandedOver | undefined) => void;

/**
 * Hears what the system hands over: links and files on macOS, which come before Electron is ready, and the words of a second
 * start. They come from outside, and open a screen or offer a file at most. Before somebody uses them, the last one waits.
 */
export function listenForHandedOver(): { use(open: Use): HandedOver | undefined } {
  let waiting: HandedOver | undefined;
  let open: Use = (thing) => {
    waiting = thing ?? waiting;
  };
  app.on("open-url", (event, url) => {
    event.preventDefault();
    open(asScreen(url));
  });
  app.on("open-file", (event, path) => {
    event.preventDefault();
    open(asExport(path, "/"));
  });
  app.on("second-instance", (_event, argv, workingDirectory) => {
    const words = typedArguments(argv, { packaged: app.isPackaged });
    // The system started it although it runs already: nobody asked for the window.
    if (!words.includes(hiddenArgument)) open(handedOver(words, workingDirectory));
  });
  return {
    use: (given) => {
      open = given;
      return waiting;
    },
  };
}
