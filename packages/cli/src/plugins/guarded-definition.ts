import {
  type DecoderPart,
  type Forward,
  isTransonnxError,
  type ModelDefinition,
  type PretrainedConfig,
  type TaskDefinition,
} from "@transonnx/core";
import { type PluginSource, showPlugin } from "./plugin.ts";
import { PluginError, whatAndWhere } from "./plugin-error.ts";

type ModelForward = Forward<PretrainedConfig>;

/**
 * A plugin's definition whose functions say which plugin they are of when they fail, or give what is no tensor. Errors of transonnx,
 * such as that of a tensor that is missing, are left as they are.
 */
export function guardedDefinition(definition: ModelDefinition, source: PluginSource): ModelDefinition {
  const { modelType, parseConfig, tasks, asDecoder, composition } = definition;
  const guard = guardOf(modelType, source);
  const guardForward =
    (place: string, forward: ModelForward): ModelForward =>
    (...given) => {
      const outputs = guard(place, () => forward(...given));
      checkTensors(outputs, (problem) => failure(modelType, source, `${place} ${problem}`));
      return outputs;
    };

  const guardTask = (name: string, task: TaskDefinition<PretrainedConfig>): TaskDefinition<PretrainedConfig> => {
    const field = `tasks.${name}`;
    if ("encoder" in task)
      return {
        ...task,
        encoder: guardForward(`${field}.encoder`, task.encoder),
        decoder: guardForward(`${field}.decoder`, task.decoder),
      };
    const parts = Object.entries(task.parts ?? {}).map(([part, forward]) => [
      part,
      guardForward(`${field}.parts.${part}`, forward),
    ]);
    return {
      ...task,
      forward: guardForward(`${field}.forward`, task.forward),
      ...(task.parts && { parts: Object.fromEntries(parts) }),
    };
  };
  const guardDecoder = (decoder: DecoderPart<PretrainedConfig>): DecoderPart<PretrainedConfig> => ({
    ...decoder,
    parseConfig: (json) => guard("asDecoder.parseConfig", () => decoder.parseConfig(json)),
    forward: guardForward("asDecoder.forward", decoder.forward),
  });

  return {
    ...definition,
    parseConfig: (json) => guard("parseConfig", () => parseConfig(json)),
    tasks: Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, guardTask(name, task)])),
    ...(asDecoder && { asDecoder: guardDecoder(asDecoder) }),
    ...(composition && {
      composition: {
        ...composition,
        compose: (parts, json) =>
          guardedDefinition(
            guard("composition.compose", () => composition.compose(parts, json)),
            source,
          ),
      },
    }),
  };
}

const guardOf =
  (modelType: string, source: PluginSource) =>
  <T>(place: string, run: () => T): T => {
    try {
      return run();
    } catch (cause) {
      if (isTransonnxError(cause)) throw cause;
      throw failure(modelType, source, `${place} fails: ${whatAndWhere(cause)}`, cause);
    }
  };

function checkTensors(outputs: unknown, failWith: (problem: string) => PluginError): void {
  if (outputs instanceof Promise) throw failWith("gives a promise: expected tensors by name, at once");
  if (typeof outputs !== "object" || outputs === null)
    throw failWith(`gives ${String(outputs)}: expected an object of tensors by name`);
  for (const [name, tensor] of Object.entries(outputs))
    if (!isTensor(tensor)) throw failWith(`gives as "${name}" something that is no tensor: ${typeof tensor}`);
}

/** A tensor of any copy of `@transonnx/graph`. */
const isTensor = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "type" in value && "source" in value;

const failure = (modelType: string, source: PluginSource, problem: string, cause?: unknown): PluginError =>
  new PluginError(`${modelType}: ${problem}`, {
    ...{ problem: "model", plugin: source.name, modelType, where: showPlugin(source), cause },
    advice: `Correct the plugin, or tell the author of ${source.name}; --debug prints the stack`,
  });
