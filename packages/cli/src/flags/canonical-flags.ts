import type { Command } from "commander";

const plain = (flag: string): string => flag.toLowerCase().replaceAll("_", "-");

/**
 * Arguments with every flag as the program spells it: `-` and `_` are alike, so that `--batch-size` is `--batch_size`, and
 * `--cache-dir` is `--cache_dir`. What follows `--` is left as it is.
 */
export function canonicalFlags(program: Command, args: readonly string[]): string[] {
  const declared = new Map<string, string>();
  for (const { options } of [program, ...program.commands])
    for (const { long } of options) if (long) declared.set(plain(long), long);
  const end = args.indexOf("--");
  return args.map((arg, i) => {
    if (!arg.startsWith("--") || (end >= 0 && i >= end)) return arg;
    const [flag = "", ...value] = arg.split("=");
    return [declared.get(plain(flag)) ?? flag, ...value].join("=");
  });
}
