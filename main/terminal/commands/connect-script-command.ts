import { type Command, Option } from "commander";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import { bashRegistration } from "../../graph/bash-registration.ts";
import { type NationalCloudName, nationalClouds } from "../../graph/national-clouds.ts";
import { powershellRegistration } from "../../graph/powershell-registration.ts";
import type { CommandContext, GlobalOptions } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";

interface ScriptOptions {
  readonly shell: "powershell" | "bash";
  readonly hiddenMembers?: boolean;
  readonly securityAttributes?: boolean;
  readonly leaveDates?: boolean;
}

const writers = { powershell: powershellRegistration, bash: bashRegistration };

/** `connect-script`: prints how to register the application; needs no vault, runs nothing, reaches no network. */
export function addConnectScriptCommand(
  program: Command,
  context: () => CommandContext,
  done: (code: number) => void,
): void {
  program
    .command("connect-script")
    .description("print a script that registers the application which signs in to a tenant; nothing is run")
    .addOption(
      new Option("--shell <name>", "Microsoft Graph PowerShell, or bash with az")
        .choices(Object.keys(writers))
        .default("powershell"),
    )
    .option("--unattended", "for a certificate: application permissions instead of a person's")
    .option("--hidden-members", "with the permission to read groups with hidden membership")
    .option("--security-attributes", "with the permission to read custom security attributes")
    .option("--leave-dates", "with the permission to read when people leave (employeeLeaveDateTime)")
    .addHelpText("after", "\nExample:\n  reinstate connect-script --shell bash --cloud global")
    .action(({ shell, hiddenMembers = false, securityAttributes = false, leaveDates = false }: ScriptOptions) => {
      const global = program.opts<GlobalOptions>();
      const cloud = cloudOf(global);
      // The option that every command has takes the word, wherever it stands; here it says what kind of script is wanted.
      const unattended = global.unattended === true;
      const script = writers[shell]({ cloud, unattended, hiddenMembers, securityAttributes, leaveDates });
      const { terminal } = context();
      terminal.document({ shell, script });
      if (!terminal.json) terminal.raw(script);
      done(exitCodes.done);
    });
}

function cloudOf({ cloud = "global" }: GlobalOptions): NationalCloudName {
  if (isNational(cloud)) return cloud;
  throw new ReinstateError(
    "USAGE_INVALID",
    `An application is registered in one of Microsoft's clouds. Give --cloud ${Object.keys(nationalClouds).join(", ")}.`,
  );
}

function isNational(name: string): name is NationalCloudName {
  return Object.hasOwn(nationalClouds, name);
}
