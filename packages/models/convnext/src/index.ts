import { defineModel } from "@transonnx/core";
import {
  type ConvNextConfig,
  ConvNextOnnxConfig,
  type ConvNextV2Config,
  ConvNextV2OnnxConfig,
  parseConvNextConfig,
  parseConvNextV2Config,
} from "./config.ts";
import { mayHold, tasksOf } from "./tasks.ts";

export {
  type ConvNextConfig,
  ConvNextOnnxConfig,
  type ConvNextV2Config,
  ConvNextV2OnnxConfig,
  parseConvNextConfig,
  parseConvNextV2Config,
} from "./config.ts";

/** ConvNeXt. */
export const convnext = defineModel<ConvNextConfig>({
  modelType: "convnext",
  parseConfig: parseConvNextConfig,
  onnxConfig: ConvNextOnnxConfig,
  tasks: tasksOf("convnext", "ConvNext"),
  mayHold: mayHold("convnext"),
});

/** ConvNeXt V2. */
export const convnextv2 = defineModel<ConvNextV2Config>({
  modelType: "convnextv2",
  parseConfig: parseConvNextV2Config,
  onnxConfig: ConvNextV2OnnxConfig,
  tasks: tasksOf("convnextv2", "ConvNextV2"),
  mayHold: mayHold("convnextv2"),
});
