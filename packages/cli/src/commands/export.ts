import type { ExportDType, LayoutName, TargetName, WeightsMode } from "@transonnx/exporter";
import type { Command } from "commander";
import { mainExport } from "../export/main-export.ts";
import type { PreprocessorKind } from "../export/preprocessor-files.ts";
import { dummyShapes } from "../flags/dummy-shapes.ts";
import { hubOptions } from "../flags/hub.ts";
import { refuseNotBuilt } from "../flags/not-built.ts";
import { pluginOptions } from "../flags/plugins.ts";
import { describeExport } from "../terminal/describe-export.ts";
import { interruptible } from "../terminal/interrupt.ts";
import { exportProgress } from "../terminal/progress.ts";
import { say } from "../terminal/say.ts";
import { placesOf, taskOf } from "./checkpoint-arguments.ts";
import type { ExportFlags } from "./flags.ts";

export interface ExportArguments {
  readonly checkpoint: string | undefined;
  readonly output: string | undefined;
  readonly flags: ExportFlags;
  /** To see which flags were given. */
  readonly command: Command;
}

/** `transonnx export CHECKPOINT OUTPUT`. */
export async function runExport({ checkpoint: first, output: second, flags, command }: ExportArguments): Promise<void> {
  refuseNotBuilt(command);
  const { checkpoint, output } = placesOf(first, second, flags.model);
  const { framework, opset, atol, reference, strict, force, json } = flags;
  const progress = exportProgress({ quiet: (flags.quiet || json) ?? false });
  const report = await interruptible((signal) =>
    mainExport(checkpoint, output, {
      ...{ task: taskOf(flags), framework, opset, atol, reference, strict, force, signal },
      dtype: flags.dtype as ExportDType | undefined,
      layout: flags.layout as LayoutName | undefined,
      target: flags.target as TargetName | undefined,
      weights: flags.weights as WeightsMode | undefined,
      preprocessor: flags.preprocessor as PreprocessorKind | undefined,
      variant: flags.variant,
      monolith: flags.monolith,
      noPostProcess: flags.postProcess === false,
      doConstantFolding: flags.constantFolding,
      doValidation: flags.validate,
      ...hubOptions(flags),
      ...pluginOptions(flags),
      ...dummyShapes(flags),
      onDownload: progress.downloading,
      onProgress: progress.written,
      onCase: progress.validating,
    }),
  ).finally(progress.stop);
  if (json) console.log(JSON.stringify({ ok: true, command: "export", output, ...report }));
  else if (!flags.quiet) say(describeExport(output, report));
}
