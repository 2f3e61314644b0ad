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
  if (!task || "forward" in task) return task?.forward;
  return behavior === ConfigBehavior.DECODER ? task.decoder : monolith(task.encoder, task.decoder);
}

const behaviorOf = (onnxConfig: OnnxConfig): ConfigBehavior =>
  "behavior" in onnxConfig ? (onnxConfig as OnnxSeq2SeqConfigWithPast).behavior : ConfigBehavior.MONOLITH;

/** An encoder's configuration names no task of the whole: it is the same encoder for all. */
function encoderOf(tasks: ModelDefinition["tasks"]): Forward<PretrainedConfig> | undefined {
  for (const task of Object.values(tasks)) if ("encoder" in task) return task.encoder;
  return undefined;
}

/** The decoder on what the encoder gives: `decoder_input_ids` are its ids, all other inputs are the encoder's. */
const monolith =
  (encoder: Forward<PretrainedConfig>, decoder: Forward<PretrainedConfig>): Forward<PretrainedConfig> =>
  (config, p, inputs, cache) => {
    const { decoder_input_ids: ids, attention_mask: mask, ...others } = inputs;
    const { last_hidden_state: seen } = encoder(config, p, { ...others, attention_mask: mask! }, cache);
    return decoder(config, p, { input_ids: ids!, encoder_hidden_states: seen!, encoder_attention_mask: mask! }, cache);
  };
