import {
  ConfigBehavior,
  type Forward,
  type ModelDefinition,
  type OnnxConfig,
  type OnnxSeq2SeqConfigWithPast,
  type PretrainedConfig,
} from "@transonnx/core";

/**
 * What a model computes for a configuration: the task's one graph, the part that is asked for, or both parts as one.
 * undefined: the model does not have the task.
 */
export function forwardOf({ tasks }: ModelDefinition, onnxConfig: OnnxConfig): Forward<PretrainedConfig> | undefined {
  const behavior = behaviorOf(onnxConfig);
  if (behavior === ConfigBehavior.ENCODER) return encoderOf(tasks);
  const task = tasks[onnxConfig.task];
  if (onnxConfig.part !== undefined) return task && "parts" in task ? task.parts?.[onnxConfig.part] : undefined;
  if (!task || "forward" in task) return task?.forward;
  if (behavior === ConfigBehavior.DECODER) return task.decoder;
  return monolith(task.encoder, task.decoder, "encoder_last_hidden_state" in onnxConfig.outputs);
}

const behaviorOf = (onnxConfig: OnnxConfig): ConfigBehavior =>
  "behavior" in onnxConfig ? (onnxConfig as OnnxSeq2SeqConfigWithPast).behavior : ConfigBehavior.MONOLITH;

/** Whether a configuration is for a part of a model: other parts may read what it leaves of a checkpoint. */
export const isPart = (onnxConfig: OnnxConfig): boolean =>
  onnxConfig.part !== undefined || behaviorOf(onnxConfig) !== ConfigBehavior.MONOLITH;

/** An encoder's configuration names no task of the whole: it is the same encoder for all. */
function encoderOf(tasks: ModelDefinition["tasks"]): Forward<PretrainedConfig> | undefined {
  for (const task of Object.values(tasks)) if ("encoder" in task) return task.encoder;
  return undefined;
}

/**
 * The decoder on what the encoder gives: `decoder_input_ids` are its ids, all other inputs are the encoder's. What the encoder
 * gives is an output too where asked for.
 */
const monolith =
  (
    encoder: Forward<PretrainedConfig>,
    decoder: Forward<PretrainedConfig>,
    givesEncoder: boolean,
  ): Forward<PretrainedConfig> =>
  (config, p, { decoder_input_ids: ids, ...inputs }, cache) => {
    const { last_hidden_state: seen } = encoder(config, p, inputs, cache);
    const { attention_mask: mask } = inputs;
    const given = { input_ids: ids!, encoder_hidden_states: seen!, ...(mask && { encoder_attention_mask: mask }) };
    const made = decoder(config, p, given, cache);
    return givesEncoder ? { ...made, encoder_last_hidden_state: seen! } : made;
  };
