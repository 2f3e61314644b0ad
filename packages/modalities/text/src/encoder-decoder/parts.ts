import type { Forward, ModelDefinition, OnnxConfig, PretrainedConfig } from "@transonnx/core";

/** The encoders of a model that is composed of an encoder and a decoder. */
export interface Encoders {
  /** What they are, for a message: "an encoder of text". */
  readonly kind: string;
  /** The inputs that they may have: the first is what all of them read. */
  readonly inputs: readonly [main: string, ...others: string[]];
}

/** Whether a model can be such an encoder, as far as can be told without its config. */
export function isEncoder({ inputs: [main] }: Encoders, definition: ModelDefinition): boolean {
  const { dummyInputGeneratorClasses: generators } = definition.onnxConfig as unknown as typeof OnnxConfig;
  return featuresOf(definition) !== undefined && generators.some((each) => each.supportedInputNames.includes(main));
}

/** What a model of one graph computes as features; undefined for all others. */
export function featuresOf({ tasks }: ModelDefinition): Forward<PretrainedConfig> | undefined {
  const task = tasks["feature-extraction"];
  return task && "forward" in task ? task.forward : undefined;
}

/** The size of a part's vectors, under whichever name its config has it; undefined where they make no sequence. */
export function widthOfPart({ onnxConfig }: ModelDefinition, config: PretrainedConfig): number | undefined {
  const { normalizedConfig: normalized } = new onnxConfig(config);
  return normalized.has("hidden_size") ? normalized.getNumber("hidden_size") : undefined;
}

/** The size of the vectors that a decoder attends to. */
export const memoryWidth = (decoder: ModelDefinition, config: PretrainedConfig): number =>
  decoder.asDecoder!.memoryWidth?.(config) ?? widthOfPart(decoder, config)!;
