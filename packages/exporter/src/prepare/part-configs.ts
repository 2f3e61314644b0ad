import {
  ConfigBehavior,
  type OnnxConfig,
  type OnnxSeq2SeqConfigWithPast,
  type PretrainedConfig,
  type Task,
  type TaskDefinition,
} from "@transonnx/core";

/** A graph of an export, and its file's name without `.onnx`. */
export interface PartConfig {
  readonly name: PartName;
  readonly onnxConfig: OnnxConfig;
}

export const partNames = ["model", "encoder_model", "decoder_model", "decoder_with_past_model"] as const;
export type PartName = (typeof partNames)[number];

export interface PartConfigOptions {
  /** Whether an encoder-decoder becomes one file. Default false. */
  readonly monolith?: boolean | undefined;
}

/** Tasks whose encoder and decoder optimum writes apart even without a past. */
const SPLIT: readonly Task[] = ["automatic-speech-recognition", "image-to-text", "text2text-generation"];

/** The parts that a task is exported as, in optimum's order. */
export function partConfigs(
  task: TaskDefinition<PretrainedConfig>,
  onnxConfig: OnnxConfig,
  { monolith = false }: PartConfigOptions = {},
): readonly PartConfig[] {
  if (monolith || !("encoder" in task) || !isWhole(onnxConfig)) return [{ name: "model", onnxConfig }];
  const { usePast } = onnxConfig;
  if (!usePast && !SPLIT.includes(onnxConfig.task)) return [{ name: "model", onnxConfig }];
  const decoder = (usePastInInputs: boolean) =>
    onnxConfig.withBehavior(ConfigBehavior.DECODER, { usePast, usePastInInputs });
  return [
    { name: "encoder_model", onnxConfig: onnxConfig.withBehavior(ConfigBehavior.ENCODER) },
    { name: "decoder_model", onnxConfig: decoder(false) },
    ...(usePast ? [{ name: "decoder_with_past_model", onnxConfig: decoder(true) } as const] : []),
  ];
}

const isWhole = (onnxConfig: OnnxConfig): onnxConfig is OnnxSeq2SeqConfigWithPast =>
  "behavior" in onnxConfig && onnxConfig.behavior === ConfigBehavior.MONOLITH;
