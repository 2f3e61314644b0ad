import {
  createParams,
  type ModelDefinition,
  type OnnxConfig,
  type PretrainedConfig,
  type Task,
  type TensorIndex,
  TransonnxError,
  UnexpectedTensorError,
  UnsupportedTaskError,
} from "@transonnx/core";
import { input, showType } from "@transonnx/graph";
import type { NamedTensors } from "./passes/rewrite.ts";

/** A model as a graph: what its code computes of a checkpoint's tensors, with nothing lowered yet. */
export interface ModelGraph {
  readonly onnxConfig: OnnxConfig;
  readonly inputs: NamedTensors;
  /** In the order of the configuration. */
  readonly outputs: NamedTensors;
  /** Tensors of the checkpoint that the graph reads. */
  readonly parameters: ReadonlySet<string>;
  /** Tensors that it leaves unread, as the model's definition allows. */
  readonly unread: readonly string[];
}

export interface ModelGraphOptions {
  readonly definition: ModelDefinition;
  readonly config: PretrainedConfig;
  readonly onnxConfig: OnnxConfig;
  readonly tensors: TensorIndex;
  /** Whether a tensor that nobody reads is an error, also one that the definition allows. Default false. */
  readonly strict?: boolean;
}

/**
 * Builds the graph of one task. Throws UnsupportedTaskError, MissingTensorError, TensorShapeError,
 * UnexpectedTensorError, GraphError, and TransonnxError where outputs and configuration disagree.
 */
export function buildModelGraph({ definition, config, onnxConfig, tensors, strict }: ModelGraphOptions): ModelGraph {
  const task = definition.tasks[onnxConfig.task];
  if (!task)
    throw new UnsupportedTaskError({
      task: onnxConfig.task,
      supported: Object.keys(definition.tasks) as Task[],
      where: definition.modelType,
    });
  const p = createParams(tensors);
  const inputs = Object.fromEntries(
    Object.entries(onnxConfig.inputTypes()).map(([name, type]) => [name, input(name, type)]),
  );
  const made = task.forward(config, p, inputs);
  const unread = [...tensors.keys()].filter((name) => !p.read.has(name));
  const unexpected = strict ? unread : unread.filter((name) => !definition.mayHold.some((known) => known.test(name)));
  if (unexpected.length > 0) throw new UnexpectedTensorError({ tensors: unexpected, where: definition.modelType });
  return {
    onnxConfig,
    inputs,
    outputs: checkedOutputs(definition.modelType, onnxConfig, made),
    parameters: p.read,
    unread,
  };
}

/** The outputs in the configuration's order; each free axis must be one in the graph, under the same name. */
function checkedOutputs(where: string, onnxConfig: OnnxConfig, made: NamedTensors): NamedTensors {
  const declared = Object.entries(onnxConfig.outputs);
  const names = declared.map(([name]) => name);
  if (names.some((name) => !made[name]) || Object.keys(made).length !== names.length)
    throw new TransonnxError(`the task ${onnxConfig.task} makes other outputs than its configuration says`, {
      where,
      expected: names.join(", "),
      found: Object.keys(made).join(", "),
      advice: "Correct the model's forward function or its OnnxConfig",
    });
  for (const [name, axes] of declared) {
    const { type } = made[name]!;
    const symbols = type.shape.map((d, axis) => (typeof d === "string" ? `${axis}: ${d}` : "")).filter(Boolean);
    const wanted = Object.entries(axes).map(([axis, symbol]) => `${axis}: ${symbol}`);
    if (symbols.join() !== wanted.join())
      throw new TransonnxError(`the output "${name}" has other free axes than its configuration says`, {
        where,
        expected: `{ ${wanted.join(", ")} }`,
        found: showType(type),
        advice: "Correct the model's forward function or its OnnxConfig",
      });
  }
  return Object.fromEntries(names.map((name) => [name, made[name]!]));
}
