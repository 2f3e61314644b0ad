import { UsageError } from "../flags/usage-error.ts";
import type { ModelFlags } from "./flags.ts";

/** The task among the flags. Throws UsageError where both names of the flag are there. */
export function taskOf({ task, feature }: ModelFlags): string | undefined {
  if (task !== undefined && feature !== undefined && task !== feature)
    throw new UsageError("the task is named twice", "Give --task or --feature, which mean the same");
  return task ?? feature;
}

/** Checkpoint and output of an export: `CHECKPOINT OUTPUT`, or `--model CHECKPOINT OUTPUT`. Throws UsageError. */
export function placesOf(
  first: string | undefined,
  second: string | undefined,
  model: string | undefined,
): { readonly checkpoint: string; readonly output: string } {
  const as = "As in: transonnx export CHECKPOINT OUTPUT";
  if (model !== undefined && second !== undefined)
    throw new UsageError("the checkpoint is named twice", "Give --model CHECKPOINT OUTPUT, or CHECKPOINT OUTPUT");
  const [checkpoint, output] = model === undefined ? [first, second] : [model, first];
  if (checkpoint === undefined) throw new UsageError("the checkpoint is missing", as);
  if (output === undefined)
    throw new UsageError(
      "the output folder is missing",
      `Name it after the checkpoint: transonnx export ${checkpoint} OUTPUT`,
    );
  return { checkpoint, output };
}
