import { ExitCode, exitCodeOf } from "./exit-code.ts";
import { sayError } from "./say.ts";

export interface FailureStyle {
  /** Whether the error goes to standard output as a JSON object. */
  readonly json: boolean;
  /** Whether the stack is shown, with those of the causes. */
  readonly debug: boolean;
  readonly command?: string | undefined;
}

/** Tells the user of an error: one paragraph on standard error, or a JSON object. Returns the exit code for it. */
export function reportFailure(error: unknown, { json, debug, command }: FailureStyle): ExitCode {
  const exitCode = exitCodeOf(error);
  const message = messageOf(error, exitCode);
  if (json) {
    const details = error instanceof Error ? detailsOf(error) : {};
    console.log(JSON.stringify({ ok: false, command, exitCode, error: { ...details, message } }));
  } else sayError(message);
  if (debug) console.error(error);
  return exitCode;
}

function messageOf(error: unknown, exitCode: ExitCode): string {
  const text = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").trim();
  const sentence = /[.!?]$/.test(text) ? text : `${text}.`;
  if (exitCode !== ExitCode.unexpected) return sentence;
  return `${sentence} Nobody foresaw this error: please report it, with what the same command prints with --debug.`;
}

const parts = ["where", "plugin", "kind", "file", "tensor", "expected", "found", "advice"] as const;

function detailsOf(error: Error): Record<string, unknown> {
  const fields = error as unknown as Record<string, unknown>;
  const named = parts.filter((part) => typeof fields[part] === "string").map((part) => [part, fields[part]]);
  return { name: error.name, ...Object.fromEntries(named) };
}
