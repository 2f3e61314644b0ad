import { dummyShapes } from "../flags/dummy-shapes.ts";
import { hubOptions } from "../flags/hub.ts";
import { pluginOptions } from "../flags/plugins.ts";
import { servedBy } from "../plugins/name-plugins.ts";
import { describeValidation } from "../terminal/describe-validation.ts";
import { interruptible } from "../terminal/interrupt.ts";
import { exportProgress } from "../terminal/progress.ts";
import { say } from "../terminal/say.ts";
import { validateExport } from "../validation/validate-export.ts";
import { taskOf } from "./checkpoint-arguments.ts";
import type { ValidateFlags } from "./flags.ts";

/** `transonnx validate CHECKPOINT OUTPUT`. */
export async function runValidate(checkpoint: string, output: string, flags: ValidateFlags): Promise<void> {
  const { framework, atol, reference, strict, json } = flags;
  const progress = exportProgress({ quiet: (flags.quiet || json) ?? false });
  const validated = await interruptible((signal) =>
    validateExport(checkpoint, output, {
      ...{ task: taskOf(flags), framework, atol, reference, strict, signal },
      ...hubOptions(flags),
      ...pluginOptions(flags),
      shapes: dummyShapes(flags),
      onDownload: progress.downloading,
      onCase: progress.validating,
    }),
  ).finally(progress.stop);
  if (json) console.log(JSON.stringify({ ok: true, command: "validate", output, ...validated }));
  else if (!flags.quiet) {
    say([
      `${validated.modelType}, ${validated.task}: ${output} agrees with ${checkpoint}`,
      ...describeValidation(validated.validation),
      ...validated.plugins.map(servedBy),
    ]);
  }
}
