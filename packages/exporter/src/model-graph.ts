import {
  createCache,
  createParams,
  inputSymbols,
  type ModelDefinition,
  type OnnxConfig,
  type PretrainedConfig,
  type Task,
  type TensorIndex,
  TransonnxError,
  UnexpectedTensorError,
  UnsupportedTaskError,
} from "@transonnx/core";
import { dim, dimSymbols, input, showType, topologicalOrder } from "@transonnx/graph";
import type { NamedTensors } from "./passes/rewrite.ts";
import { forwardOf, isPart } from "./task-forward.ts";

/** A model as a graph: what its code computes of a checkpoint's tensors, with nothing lowered yet. */
export interface ModelGraph {
  readonly onnxConfig: OnnxConfig;
  readonly inputs: NamedTensors;
  /** In the order of the configuration. */
  readonly outputs: NamedTensors;
  /** Tensors of the checkpoint that the graph reads. */
  readonly parameters: ReadonlySet<string>;
  /** Tensors that it leaves unread: those of other parts, and what the model's definition allows. */
  readonly unread: readonly string[];
}

/** What the graphs of a model are built from. */
export interface ModelGraphsOptions {
  readonly definition: ModelDefinition;
  readonly config: PretrainedConfig;
  /** One configuration a graph: those of an encoder-decoder's parts, say. */
  readonly onnxConfigs: readonly OnnxConfig[];
  readonly tensors: TensorIndex;
  /** Whether a tensor that nobody reads is an error, also one that the definition allows. Default false. */
  readonly strict?: boolean;
}

/** What one graph of a model is built from. */
export interface ModelGraphOptions extends Omit<ModelGraphsOptions, "onnxConfigs"> {
  readonly onnxConfig: OnnxConfig;
}

/** `buildModelGraphs` for one graph that reads the whole checkpoint. */
export function buildModelGraph({ onnxConfig, ...options }: ModelGraphOptions): ModelGraph {
  return buildModelGraphs({ ...options, onnxConfigs: [onnxConfig] })[0]!;
}

/**
 * Builds the graphs of one task, which share the checkpoint's tensors. Throws UnsupportedTaskError, MissingTensorError,
 * TensorShapeError, UnexpectedTensorError where no graph reads a tensor (a part that is built alone may leave all that others
 * read), GraphError, and TransonnxError where outputs and configuration disagree.
 */
export function buildModelGraphs(options: ModelGraphsOptions): readonly ModelGraph[] {
  const { definition, onnxConfigs, tensors, strict } = options;
  const graphs = onnxConfigs.map((onnxConfig) => buildGraph(options, onnxConfig));
  if (onnxConfigs.length === 1 && isPart(onnxConfigs[0]!)) return graphs;
  const unread = [...tensors.keys()].filter((name) => graphs.every(({ parameters }) => !parameters.has(name)));
  const known = [...definition.mayHold, ...onnxConfigs.flatMap(({ task }) => definition.tasks[task]?.mayHold ?? [])];
  const unexpected = strict ? unread : unread.filter((name) => !known.some((pattern) => pattern.test(name)));
  if (unexpected.length > 0) throw new UnexpectedTensorError({ tensors: unexpected, where: definition.modelType });
  return graphs;
}

function buildGraph(
  { definition, config, tensors }: Omit<ModelGraphsOptions, "onnxConfigs">,
  onnxConfig: OnnxConfig,
): ModelGraph {
  const { modelType, tasks } = definition;
  const forward = forwardOf(definition, onnxConfig);
  if (!forward)
    throw new UnsupportedTaskError({
      task: onnxConfig.task,
      supported: Object.keys(tasks) as Task[],
      where: modelType,
    });
  const p = createParams(tensors);
  const inputs = Object.fromEntries(
    Object.entries(onnxConfig.inputTypes()).map(([name, type]) => [name, input(name, type)]),
  );
  const cache = createCache(inputs, Object.keys(onnxConfig.outputs));
  const made = { ...forward(config, p, inputs, cache), ...cache.presents };
  const outputs = checkedOutputs(modelType, onnxConfig, made);
  return {
    onnxConfig,
    inputs: withoutUnread(inputs, onnxConfig.optionalInputs, outputs),
    outputs,
    parameters: p.read,
    unread: [...tensors.keys()].filter((name) => !p.read.has(name)),
  };
}

/** The inputs, those optional ones left out that no output depends on. */
function withoutUnread(inputs: NamedTensors, optional: readonly string[], outputs: NamedTensors): NamedTensors {
  if (optional.length === 0) return inputs;
  const nodes = topologicalOrder(Object.values(outputs));
  const read = new Set(nodes.flatMap((node) => node.inputs));
  return Object.fromEntries(
    Object.entries(inputs).filter(([name, tensor]) => !optional.includes(name) || read.has(tensor)),
  );
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
  if (onnxConfig.computesOutputSizes) return Object.fromEntries(names.map((name) => [name, made[name]!]));
  const hasPast = Object.keys(onnxConfig.inputs).some((name) => name.startsWith("past_key_values."));
  const sizes = inputSymbols(onnxConfig);
  for (const [name, axes] of declared) {
    // What is declared as past + new is all new where there is no past, and less where a window keeps the last of them.
    // The decoder of a composed model calls its lengths as it does alone: by names that no input of the whole has.
    const isNamedElsewhere = Object.values(axes).some((axis) => dimSymbols(axis).some((symbol) => !sizes.has(symbol)));
    const mayDiffer = name.startsWith("present.") && (!hasPast || isNamedElsewhere);
    const { type } = made[name]!;
    const symbols = type.shape.map((d, axis) => (typeof d === "string" ? `${axis}: ${d}` : "")).filter(Boolean);
    const wanted = Object.entries(axes).map(([axis, symbol]) => `${axis}: ${dim(symbol)}`);
    if (symbols.join() !== wanted.join() && !(mayDiffer && sameAxes(symbols, wanted)))
      throw new TransonnxError(`the output "${name}" has other free axes than its configuration says`, {
        where,
        expected: `{ ${wanted.join(", ")} }`,
        found: showType(type),
        advice: "Correct the model's forward function or its OnnxConfig",
      });
  }
  return Object.fromEntries(names.map((name) => [name, made[name]!]));
}

const sameAxes = (a: readonly string[], b: readonly string[]): boolean => {
  const axesOf = (symbols: readonly string[]) => symbols.map((symbol) => symbol.split(":")[0]).join();
  return axesOf(a) === axesOf(b);
};
