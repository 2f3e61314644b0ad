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
  /** `model`; `encoder_model`, `decoder_model`, `decoder_with_past_model` of an encoder-decoder; or what a configuration calls its parts. */
  readonly name: string;
  readonly onnxConfig: OnnxConfig;
}

/** Which files a model becomes. */
export interface PartConfigOptions {
  /** Whether a model of several parts becomes one file. Default false. */
  readonly monolith?: boolean | undefined;
  /** Whether parts come besides the whole that a configuration has as `extraParts`. Default false. */
  readonly extraParts?: boolean | undefined;
}

/** Tasks whose encoder and decoder optimum writes apart even without a past. */
const SPLIT: readonly Task[] = ["automatic-speech-recognition", "image-to-text", "text2text-generation"];

/** The parts that a task is exported as, in optimum's order. */
export function partConfigs(
  task: TaskDefinition<PretrainedConfig>,
  onnxConfig: OnnxConfig,
  { monolith = false, extraParts = false }: PartConfigOptions = {},
): readonly PartConfig[] {
  const whole: PartConfig = { name: "model", onnxConfig };
  if (onnxConfig.part !== undefined) return [whole];
  const own = monolith ? [whole] : "encoder" in task ? encoderAndDecoder(onnxConfig) : onnxConfig.parts.map(partOf);
  const written = own.length > 1 ? own : own.map(({ onnxConfig }) => ({ name: "model", onnxConfig }));
  return [...(written.length > 0 ? written : [whole]), ...(extraParts ? onnxConfig.extraParts.map(partOf) : [])];

  function partOf(name: string): PartConfig {
    return { name, onnxConfig: onnxConfig.withPart(name) };
  }
}

/** The files of an encoder-decoder; none where both come in one, and where the configuration is for one of them. */
function encoderAndDecoder(onnxConfig: OnnxConfig): readonly PartConfig[] {
  if (!isWhole(onnxConfig)) return [];
  const { usePast } = onnxConfig;
  if (!usePast && !SPLIT.includes(onnxConfig.task)) return [];
  const decoder = (usePastInInputs: boolean) =>
    onnxConfig.withBehavior(ConfigBehavior.DECODER, { usePast, usePastInInputs });
  return [
    { name: "encoder_model", onnxConfig: onnxConfig.withBehavior(ConfigBehavior.ENCODER) },
    { name: "decoder_model", onnxConfig: decoder(false) },
    ...(usePast ? [{ name: "decoder_with_past_model", onnxConfig: decoder(true) }] : []),
  ];
}

const isWhole = (onnxConfig: OnnxConfig): onnxConfig is OnnxSeq2SeqConfigWithPast =>
  "behavior" in onnxConfig && onnxConfig.behavior === ConfigBehavior.MONOLITH;
