import { type Command, Option } from "commander";
import { notBuilt } from "../export/not-built.ts";
import { UsageError } from "./usage-error.ts";

const options = notBuilt.flatMap((entry) => (entry.flag ? [{ entry, option: new Option(entry.flag).hideHelp() }] : []));

/** Declares the flags of optimum-cli that are not built, hidden from help, so that they are told from misspelt ones. */
export function addNotBuilt(command: Command): Command {
  for (const { option } of options) command.addOption(option);
  return command;
}

/** Throws UsageError where a command was given such a flag. */
export function refuseNotBuilt(command: Command): void {
  for (const { entry, option } of options) {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) !== "cli") continue;
    if (!option.negate && entry.accepted.includes(command.getOptionValue(name))) continue;
    throw new UsageError(`the flag ${option.long} is not built`, entry.advice);
  }
}
