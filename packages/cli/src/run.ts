import { createProgram } from "./commands/program.ts";
import { canonicalFlags } from "./flags/canonical-flags.ts";
import { UsageError } from "./flags/usage-error.ts";
import { ExitCode } from "./terminal/exit-code.ts";
import { reportFailure } from "./terminal/report-failure.ts";

/**
 * Runs the command line on arguments (without `node` and the script). Writes to the process's streams. Returns the exit
 * code.
 */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode: ExitCode = ExitCode.ok;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(canonicalFlags(program, args), { from: "user" });
    return exitCode;
  } catch (error) {
    const failure = UsageError.of(error);
    if (failure === undefined) return ExitCode.ok;
    return reportFailure(failure, {
      json: args.includes("--json"),
      debug: args.includes("--debug"),
      command: program.commands.map((command) => command.name()).find((name) => name === args[0]),
    });
  }
}
