import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { create } from "./create.ts";
import { CreateError } from "./errors.ts";

/** A file of this package, seen from its source and from its build alike. */
const own = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url));

/** The command with its messages. Returns the exit code. */
export function run(args: readonly string[]): number {
  const { version } = JSON.parse(readFileSync(own("package.json"), "utf8"));
  try {
    create(args, { template: own("template"), version, say: (line) => console.log(line) });
    return 0;
  } catch (error) {
    if (!(error instanceof CreateError)) throw error;
    console.error(error.message);
    return error.exitCode;
  }
}
